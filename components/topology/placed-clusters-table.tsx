'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useClusterColumns } from '../clusters/cluster-columns';
import { useTRPC } from '../trpc/client';
import { EmptyState } from '../ui/empty-state';
import { PlacedTable } from './placed-table';

/** Of all that is known of a member: where it is, and what it is called by. */
const SHOWN = ['name', 'status', 'environment', 'region', 'zone', 'provider', 'nodes', 'labels'];
const LABELS = { width: 140, grow: true };

/** Members with their places; many at once can be given another one. */
export function PlacedClustersTable() {
  const t = useTranslations('topology.clustersTable');
  const trpc = useTRPC();
  const all = useClusterColumns();
  const columns = useMemo(
    () =>
      all.map(({ leaves: _leaves, ...column }) => ({
        ...column,
        hidden: !SHOWN.includes(column.id),
        ...(column.id === 'labels' ? LABELS : { grow: false }),
        ...(column.id === 'provider' ? { leaves: 1 } : {}),
      })),
    [all],
  );
  return (
    <PlacedTable
      id="places"
      label={t('title')}
      columns={columns}
      ask={(input) => trpc.clusters.list.queryOptions(input)}
      rowId={(row) => row.name}
      rowLabel={(row) => row.name}
      placeholder={t('filter')}
      editLabel={t('edit')}
      targetOf={({ name }) => ({ kind: 'Cluster', cluster: name })}
      empty={() => <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
    />
  );
}
