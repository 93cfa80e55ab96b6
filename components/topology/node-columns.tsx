'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { NodeRow } from '~/server/clusters/model/inventory';
import { ScopedLink } from '../shell/scoped-link';
import { Badge } from '../ui/badge';
import { labelsColumn, statusColumn, textColumn, timeColumn } from '../ui/data-table/column-kinds';
import type { DataColumn } from '../ui/data-table/data-column';
import { Quantity } from '../ui/quantity';
import { useReasonText } from '../ui/use-reason-text';

type Words = ReturnType<typeof useTranslations<'topology.column'>>;
type Columns = DataColumn<NodeRow>[];

/** The columns of nodes; what is the same for all of them is not said on each row. */
export function useNodeColumns({ withCluster, withZone }: { withCluster: boolean; withZone: boolean }): Columns {
  const t = useTranslations('topology.column');
  const ui = useTranslations('ui');
  const reasonText = useReasonText();
  return useMemo(() => {
    const [name, cluster] = [nameColumn(t), clusterColumn(t)];
    const labels = labelsColumn<NodeRow>(
      { id: 'labels', header: t('labels'), width: 280, hidden: true },
      (row) => row.labels,
      ui('none'),
    );
    const place = placeColumns(t, withZone);
    return [
      name,
      ...(withCluster ? [cluster] : []),
      ...stateColumns(t, reasonText),
      ...place,
      ...sizeColumns(t),
      labels,
    ];
  }, [t, ui, withCluster, withZone, reasonText]);
}

const nameColumn = (t: Words): DataColumn<NodeRow> => ({
  id: 'name',
  header: t('name'),
  sortBy: 'name',
  width: 228,
  grow: true,
  cell: (row) => <NameCell row={row} />,
  text: (row) => row.name,
});

const clusterColumn = (t: Words): DataColumn<NodeRow> => ({
  id: 'cluster',
  header: t('cluster'),
  sortBy: 'cluster',
  width: 186,
  cell: (row) => (
    <ScopedLink href={`/clusters/${encodeURIComponent(row.cluster)}`} className="text-ink-soft hover:underline">
      {row.cluster}
    </ScopedLink>
  ),
  text: (row) => row.cluster,
});

const stateColumns = (t: Words, reasonText: (reason: string) => string): Columns => [
  statusColumn({ id: 'status', header: t('status'), sortBy: 'status', width: 108 }, (row) => row.status),
  textColumn({ id: 'reason', header: t('reason'), width: 108, leaves: 3 }, (row) => reasonText(row.reason), 'soft'),
];

const placeColumns = (t: Words, withZone: boolean): Columns => [
  textColumn({ id: 'region', header: t('region'), sortBy: 'region', width: 110, hidden: true }, (row) => row.region),
  textColumn({ id: 'zone', header: t('zone'), sortBy: 'zone', width: 124, hidden: !withZone }, (row) => row.zone),
];

const sizeColumns = (t: Words): Columns => [
  {
    id: 'cpu',
    header: t('cpu'),
    sortBy: 'cpu',
    width: 84,
    leaves: 1,
    align: 'end',
    cell: (row) => <Quantity of={row.cpuMillis} as="cores" />,
    text: (row) => String(row.cpuMillis / 1000),
  },
  {
    id: 'memory',
    header: t('memory'),
    sortBy: 'memory',
    width: 96,
    leaves: 2,
    align: 'end',
    cell: (row) => <Quantity of={row.memoryBytes} as="bytes" />,
    text: (row) => String(row.memoryBytes),
  },
  textColumn(
    { id: 'pods', header: t('pods'), sortBy: 'pods', width: 92, align: 'end' },
    (row) => `${row.pods}/${row.podCapacity}`,
  ),
  textColumn(
    { id: 'version', header: t('version'), sortBy: 'version', width: 90, hidden: true },
    (row) => row.version,
    'soft',
  ),
  textColumn({ id: 'taints', header: t('taints'), width: 180, hidden: true }, (row) => row.taints.join(', ')),
  timeColumn({ id: 'seen', header: t('seen'), width: 104, leaves: 4 }, (row) => row.observedAt),
];

function NameCell({ row }: { row: NodeRow }) {
  const t = useTranslations('topology');
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="min-w-0 truncate font-medium" title={row.name}>
        {row.name}
      </span>
      {row.roles.includes('control-plane') && <Badge>{t('controlPlane')}</Badge>}
      {row.unschedulable && <Badge tone="signal">{t('cordoned')}</Badge>}
    </span>
  );
}
