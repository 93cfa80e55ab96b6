'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { LostGateway } from '~/server/topology/model/gateway-loss';
import { QueryFailure } from '../trpc/failure-text';
import { textColumn } from '../ui/data-table/column-kinds';
import type { DataColumn, Window } from '../ui/data-table/data-column';
import { DataTable } from '../ui/data-table/data-table';
import { pageOf } from '../ui/data-table/page-of';
import { EmptyState } from '../ui/empty-state';
import { Skeleton } from '../ui/skeleton';
import { StatusMark } from '../ui/status-mark';
import type { useGatewayLoss } from './use-gateway-loss';

const FATES = { gone: 0, unknown: 1, stays: 2 };
const HOW = {
  sortBy: {
    name: ({ name }: LostGateway) => name,
    kind: ({ kind }: LostGateway) => kind,
    cluster: ({ cluster }: LostGateway) => cluster,
    fate: ({ fate, elsewhere }: LostGateway) => FATES[fate] * 2 + Math.min(elsewhere, 1),
  },
  textOf: (row: LostGateway) =>
    [row.kind, row.name, row.namespace, row.cluster, row.className, ...row.addresses].join(' '),
};

/** Gateways and ingresses of the members that lose nodes: which address goes, and which stays because another zone serves it. */
export function LostGatewaysTable({ gateways: answer }: { gateways: ReturnType<typeof useGatewayLoss> }) {
  const t = useTranslations('loss');
  const columns = useColumns();
  const { data, error, dataUpdatedAt, refetch } = answer;
  if (error)
    return (
      <div className="px-6">
        <QueryFailure error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (!data) return <Skeleton className="mx-6 h-48" />;
  return (
    <DataTable
      id="lost-gateways"
      label={t('lists.gateways')}
      columns={columns}
      load={(window: Window) => ({
        queryKey: ['loss', 'gateways', dataUpdatedAt, window] as const,
        queryFn: () => pageOf(data.gateways, window, HOW),
      })}
      rowId={({ kind, cluster, namespace, name }) => `${kind}/${cluster}/${namespace}/${name}`}
      rowLabel={({ name }) => name}
      placeholder={t('filter')}
      empty={() => <EmptyState title={t('none.gateways')}>{t('none.gatewaysText')}</EmptyState>}
      failure={(failure, retry) => <QueryFailure error={failure} onRetry={retry} />}
    />
  );
}

const MARKS = { goneOnly: 'failed', goneElsewhere: 'degraded', unknown: 'unknown', stays: 'progressing' } as const;
const markOf = ({ fate, elsewhere }: LostGateway) =>
  fate === 'gone' ? (elsewhere > 0 ? 'goneElsewhere' : 'goneOnly') : fate;

function useColumns(): DataColumn<LostGateway>[] {
  const t = useTranslations('loss');
  return useMemo(() => {
    const fate = (row: LostGateway) => {
      const mark = markOf(row);
      if (mark === 'goneOnly' || mark === 'goneElsewhere') return t(mark);
      const places = row.servedIn.filter((place) => place !== '').join(', ');
      if (mark === 'unknown' || places === '') return t(`gatewayFate.${mark === 'unknown' ? mark : 'staysSomewhere'}`);
      return t('gatewayFate.stays', { places });
    };
    const column = (id: 'kind' | 'namespace' | 'cluster', width: number, sortBy?: string) =>
      textColumn<LostGateway>(
        { id, header: t(`column.${id}`), width, ...(sortBy === undefined ? {} : { sortBy }) },
        (row) => row[id],
      );
    return [
      textColumn<LostGateway>(
        { id: 'name', header: t('column.gateway'), sortBy: 'name', width: 170, grow: true },
        (row) => row.name,
        'strong',
      ),
      column('kind', 110, 'kind'),
      column('namespace', 120),
      column('cluster', 170, 'cluster'),
      textColumn<LostGateway>(
        { id: 'class', header: t('column.class'), width: 130, leaves: 1 },
        (row) => row.className,
      ),
      textColumn<LostGateway>(
        { id: 'addresses', header: t('lists.addresses'), width: 150 },
        (row) => row.addresses.join(', '),
        'mono',
      ),
      {
        ...{ id: 'fate', header: t('column.fate'), sortBy: 'fate', width: 260 },
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-1.5">
            <StatusMark status={MARKS[markOf(row)]} />
            <span className="truncate" title={fate(row)}>
              {fate(row)}
            </span>
          </span>
        ),
        text: fate,
      },
    ];
  }, [t]);
}
