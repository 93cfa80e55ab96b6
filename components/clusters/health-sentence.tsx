'use client';
import { useTranslations } from 'next-intl';
import type { ClusterHealth } from '~/server/clusters/model/health';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { useHealthText } from './use-health-text';

/** How a member is, why, since when, and as of when. */
export function HealthSentence({ health }: { health: ClusterHealth }) {
  const t = useTranslations('status');
  const { why, detail, said } = useHealthText()(health);
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-2">
        <Status status={health.status} look="chip" />
        <span className="text-sm text-ink">{why}</span>
      </div>
      {detail && <p className="text-xs text-ink-soft">{detail}</p>}
      {said && (
        <q lang="en" className="font-mono text-xs break-words text-ink-soft">
          {said}
        </q>
      )}
      <p className="text-xs text-ink-faint">
        {t('since')} <RelativeTime at={health.since} /> · {t('asOf')}{' '}
        {health.asOf === null ? t('neverSeen') : <RelativeTime at={health.asOf} />}
      </p>
    </div>
  );
}
