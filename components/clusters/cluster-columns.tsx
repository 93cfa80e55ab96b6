'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ClusterRow } from '~/server/clusters/model/cluster';
import { ScopedLink } from '../shell/scoped-link';
import { Badge } from '../ui/badge';
import type { DataColumn } from '../ui/data-table/data-column';
import { Quantity } from '../ui/quantity';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { clusterHref } from './cluster-href';

const none = <span className="text-ink-faint">–</span>;

/** The columns of the members' table. */
export function useClusterColumns(): DataColumn<ClusterRow>[] {
  const t = useTranslations('clusters.column');
  const s = useTranslations('status');
  return useMemo(() => {
    const what: DataColumn<ClusterRow>[] = [
      { id: 'name', header: t('name'), sortBy: 'name', width: 190, cell: (row) => <NameCell row={row} />, text: (row) => row.name },
      { id: 'status', header: t('status'), sortBy: 'status', width: 120, cell: (row) => <Status status={row.health.status} />, text: (row) => row.health.status },
      {
        id: 'reason',
        header: t('reason'),
        width: 220,
        grow: true,
        cell: (row) => <ReasonCell row={row} />,
        text: (row) => [s(`reason.${row.health.reason}`), row.health.detail].join(' ').trim(),
      },
      { id: 'since', header: t('since'), width: 110, cell: (row) => <RelativeTime at={row.health.since} className="text-ink-soft" />, text: (row) => row.health.since },
      {
        id: 'asOf',
        header: t('asOf'),
        width: 110,
        cell: (row) => (row.health.asOf === null ? <span className="text-unknown">{s('neverSeen')}</span> : <RelativeTime at={row.health.asOf} className="text-ink-soft" />),
        text: (row) => row.health.asOf ?? '',
      },
    ];
    const where: DataColumn<ClusterRow>[] = [
      { id: 'environment', header: t('environment'), sortBy: 'environment', width: 110, cell: (row) => row.environment ?? none, text: (row) => row.environment ?? '' },
      { id: 'region', header: t('region'), sortBy: 'region', width: 110, cell: (row) => row.region ?? none, text: (row) => row.region ?? '' },
      { id: 'zone', header: t('zone'), sortBy: 'zone', width: 120, cell: (row) => row.zone ?? none, text: (row) => row.zone ?? '' },
      { id: 'provider', header: t('provider'), sortBy: 'provider', width: 110, hidden: true, cell: (row) => row.provider ?? none, text: (row) => row.provider ?? '' },
    ];
    const figures: DataColumn<ClusterRow>[] = [
      { id: 'version', header: t('version'), sortBy: 'version', width: 90, cell: (row) => row.health.version ?? none, text: (row) => row.health.version ?? '' },
      { id: 'latency', header: t('latency'), sortBy: 'latency', width: 84, align: 'end', cell: (row) => <Quantity of={row.health.latencyMs} as="latency" />, text: (row) => String(row.health.latencyMs ?? '') },
      { id: 'nodes', header: t('nodes'), sortBy: 'nodes', width: 90, align: 'end', cell: (row) => <ReadyOf ready={row.nodesReady} of={row.nodes} />, text: (row) => `${row.nodesReady}/${row.nodes}` },
      {
        id: 'workloads',
        header: t('workloads'),
        sortBy: 'workloads',
        width: 100,
        align: 'end',
        cell: (row) => <ReadyOf ready={row.workloads - row.workloadsUnhealthy} of={row.workloads} />,
        text: (row) => `${row.workloads - row.workloadsUnhealthy}/${row.workloads}`,
      },
      { id: 'registered', header: t('registered'), sortBy: 'registeredAt', width: 110, hidden: true, cell: (row) => <RelativeTime at={row.registeredAt} />, text: (row) => row.registeredAt },
    ];
    return [...what, ...where, ...figures];
  }, [t, s]);
}

function NameCell({ row }: { row: ClusterRow }) {
  const t = useTranslations('clusters.state');
  return (
    <span className="flex items-center gap-2">
      <ScopedLink href={clusterHref(row.name)} className="truncate font-medium hover:underline">
        {row.name}
      </ScopedLink>
      {row.state === 'cordoned' && <Badge tone="signal">{t('cordoned')}</Badge>}
    </span>
  );
}

function ReasonCell({ row }: { row: ClusterRow }) {
  const s = useTranslations('status.reason');
  return (
    <span title={row.health.detail} className="text-ink-soft">
      {s(row.health.reason)} <span className="text-ink-faint">{row.health.detail}</span>
    </span>
  );
}

/** `n/m`; what is missing stands out, what is complete stays quiet. */
function ReadyOf({ ready, of }: { ready: number; of: number }) {
  return (
    <span className={ready < of ? 'font-medium text-degraded' : 'text-ink-soft'}>
      <Quantity of={ready} as="count" />/<Quantity of={of} as="count" />
    </span>
  );
}
