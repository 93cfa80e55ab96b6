'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '../trpc/client';
import { RelativeTime } from '../ui/relative-time';
import { StatusMark } from '../ui/status-mark';

const MARKS = { 'in-step': 'healthy', refused: 'failed', pending: 'unknown' } as const;

/** Whether a member's own RBAC lets people do what their grants say, in its own words where it does not. */
export function MemberRights({ name }: { name: string }) {
  const t = useTranslations('clusters.rights');
  const trpc = useTRPC();
  const { data } = useQuery(trpc.clusters.memberRights.queryOptions({ cluster: name }));
  const [found] = data ?? [];
  if (!found) return null;
  return (
    <section aria-label={t('title')} className="flex flex-col gap-1">
      <h2 className="text-xs font-medium text-ink-soft">{t('title')}</h2>
      <p className="flex flex-wrap items-center gap-1.5 text-sm">
        <StatusMark status={MARKS[found.state]} />
        {t(`state.${found.state}`)}
      </p>
      {found.reason !== '' && (
        <q lang="en" className="font-mono text-xs break-words text-ink-soft">
          {found.reason}
        </q>
      )}
      {found.state === 'refused' && <p className="text-xs text-ink-soft">{t('mend')}</p>}
      {found.since !== null && (
        <p className="text-xs text-ink-faint">
          {t('since')} <RelativeTime at={found.since} /> · {t('asOf')}{' '}
          {found.asOf === null ? t('never') : <RelativeTime at={found.asOf} />}
        </p>
      )}
    </section>
  );
}
