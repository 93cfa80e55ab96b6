'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ClusterRow } from '~/server/clusters/model/cluster';
import { useTRPC } from '../trpc/client';
import { labelsColumn, statusColumn, textColumn } from '../ui/data-table/column-kinds';
import type { DataColumn } from '../ui/data-table/data-column';
import { EmptyState } from '../ui/empty-state';
import { Quantity } from '../ui/quantity';
import { PlacedTable } from './placed-table';

/** Members with their places; many at once can be given another one. */
export function PlacedClustersTable() {
  const t = useTranslations('topology.clustersTable');
  const trpc = useTRPC();
  return (
    <PlacedTable
      id="places"
      label={t('title')}
      columns={useColumns()}
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

function useColumns(): DataColumn<ClusterRow>[] {
  const t = useTranslations('topology.column');
  const ui = useTranslations('ui');
  return useMemo(() => {
    const place = (id: 'region' | 'zone' | 'environment' | 'provider', width: number) =>
      textColumn<ClusterRow>({ id, header: t(id), sortBy: id, width }, (row) => row[id]);
    return [
      textColumn<ClusterRow>(
        { id: 'name', header: t('cluster'), sortBy: 'name', width: 200 },
        (row) => row.name,
        'strong',
      ),
      statusColumn<ClusterRow>(
        { id: 'status', header: t('status'), sortBy: 'status', width: 120 },
        (row) => row.health.status,
      ),
      place('region', 140),
      place('zone', 150),
      place('environment', 120),
      place('provider', 130),
      {
        id: 'nodes',
        header: t('nodes'),
        sortBy: 'nodes',
        width: 80,
        align: 'end',
        cell: (row) => <Quantity of={row.nodes} as="count" />,
        text: (row) => String(row.nodes),
      },
      labelsColumn<ClusterRow>(
        { id: 'labels', header: t('labels'), width: 260, grow: true },
        (row) => row.labels,
        ui('none'),
      ),
    ];
  }, [t, ui]);
}
