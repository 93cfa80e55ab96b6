'use client';
import { useTranslations } from 'next-intl';
import type { ClusterRow } from '~/server/clusters/model/cluster';
import { ScopedLink } from '../shell/scoped-link';
import { Badge } from '../ui/badge';
import { Quantity } from '../ui/quantity';
import { RelativeTime } from '../ui/relative-time';
import { clusterHref } from './cluster-href';
import { useHealthText } from './use-health-text';

type Cell = { row: ClusterRow };

export function NameCell({ row }: Cell) {
  const t = useTranslations('clusters.state');
  return (
    <span className="flex min-w-0 items-center gap-2">
      <ScopedLink href={clusterHref(row.name)} title={row.name} className="truncate font-medium hover:underline">
        {row.name}
      </ScopedLink>
      {row.state === 'cordoned' && <Badge tone="signal">{t('cordoned')}</Badge>}
    </span>
  );
}

export function ReasonCell({ row }: Cell) {
  const t = useTranslations('status');
  const { why, detail, said } = useHealthText()(row.health);
  const quiet = row.health.reason === 'ok';
  return (
    <span title={[why, detail, said].join(' ').trim()} className={quiet ? 'text-ink-faint' : 'text-ink'}>
      {why}{' '}
      {!quiet && (
        <span className="text-ink-faint">
          {detail} {t('since')} <RelativeTime at={row.health.since} />
        </span>
      )}
    </span>
  );
}

export function AsOfCell({ row }: Cell) {
  const t = useTranslations('status');
  const { asOf } = row.health;
  if (asOf === null) return <span className="text-unknown">{t('neverSeen')}</span>;
  return <RelativeTime at={asOf} className="text-ink-soft" />;
}

/** `n/m`; what is missing stands out, what is complete stays quiet. */
export function ReadyOf({ ready, of }: { ready: number; of: number }) {
  return (
    <span className={ready < of ? 'font-medium text-degraded' : 'text-ink-soft'}>
      <Quantity of={ready} as="count" />/<Quantity of={of} as="count" />
    </span>
  );
}
