'use client';
import { Tags } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useState } from 'react';
import type { ClusterRow } from '~/server/clusters/model/cluster';
import type { EditTarget } from '~/server/topology/model/places';
import { useScope } from '../shell/use-scope';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { listInput } from '../trpc/list-input';
import { Button } from '../ui/button';
import type { DataColumn, Window } from '../ui/data-table/data-column';
import { DataTable } from '../ui/data-table/data-table';
import { StatusFilter, useStatusFilter } from '../ui/data-table/status-filter';
import { EmptyState } from '../ui/empty-state';
import { LabelChips } from '../ui/label-chips';
import { Quantity } from '../ui/quantity';
import { Status } from '../ui/status';
import { useUrlParameter } from '../ui/use-url-state';
import { LazyEditPlaces } from './lazy-edit-places';

/** Members with their places; many at once can be given another one. */
export function PlacedClustersTable() {
  const t = useTranslations('topology.clustersTable');
  const [open, setOpen] = useUrlParameter('open');
  const [editing, setEditing] = useState<EditTarget[]>();
  return (
    <>
      <DataTable
        id="places"
        label={t('title')}
        columns={useColumns()}
        load={useClusterWindow()}
        rowId={(row) => row.name}
        rowLabel={(row) => row.name}
        placeholder={t('filter')}
        filters={<StatusFilter />}
        openId={open}
        onOpen={(row) => void setOpen(row.name)}
        bulk={(rows) => (
          <Button size="sm" onClick={() => setEditing(rows.map(({ name }) => ({ kind: 'Cluster', cluster: name })))}>
            <Tags className="size-3.5" />
            {t('edit')}
          </Button>
        )}
        empty={() => <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
        failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
      />
      {editing && <LazyEditPlaces targets={editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}

function useColumns(): DataColumn<ClusterRow>[] {
  const t = useTranslations('topology.column');
  const ui = useTranslations('ui');
  return useMemo(() => {
    const place = (id: 'region' | 'zone' | 'environment' | 'provider', width: number): DataColumn<ClusterRow> => ({
      id,
      header: t(id),
      sortBy: id,
      width,
      cell: (row) => row[id] ?? '–',
      text: (row) => row[id] ?? '',
    });
    return [
      {
        id: 'name',
        header: t('cluster'),
        sortBy: 'name',
        width: 200,
        cell: (row) => <span className="font-medium">{row.name}</span>,
        text: (row) => row.name,
      },
      {
        id: 'status',
        header: t('status'),
        sortBy: 'status',
        width: 120,
        cell: (row) => <Status status={row.health.status} />,
        text: (row) => row.health.status,
      },
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
      {
        id: 'labels',
        header: t('labels'),
        width: 260,
        grow: true,
        cell: (row) => <LabelChips labels={row.labels} limit={3} none={ui('none')} />,
        text: (row) =>
          Object.entries(row.labels)
            .map((pair) => pair.join('='))
            .join(','),
      },
    ];
  }, [t, ui]);
}

function useClusterWindow() {
  const trpc = useTRPC();
  const { scope } = useScope();
  const { statuses } = useStatusFilter();
  return useCallback(
    (window: Window) => trpc.clusters.list.queryOptions(listInput<'name'>(window, { scope, statuses })),
    [trpc, scope, statuses],
  );
}
