'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { LossOfCluster } from '~/server/topology/model/loss';
import { QueryFailure } from '../trpc/failure-text';
import { textColumn } from '../ui/data-table/column-kinds';
import type { DataColumn } from '../ui/data-table/data-column';
import { DataTable } from '../ui/data-table/data-table';
import { EmptyState } from '../ui/empty-state';
import { Quantity } from '../ui/quantity';
import { StatusMark } from '../ui/status-mark';
import type { PagesOf } from './use-loss';

const HOW = {
  sortBy: {
    cluster: ({ cluster }: LossOfCluster) => cluster,
    lost: ({ lostNodes }: LossOfCluster) => lostNodes,
    fits: ({ fits, whole }: LossOfCluster) => (whole ? 0 : fits ? 2 : 1),
  },
  textOf: ({ cluster }: LossOfCluster) => cluster,
};

/** Clusters that lose nodes: what of their own must find another node, and what is free there. */
export function LostRoomTable({ pagesOf }: { pagesOf: PagesOf }) {
  const t = useTranslations('loss');
  return (
    <DataTable
      id="lost-room"
      label={t('lists.room')}
      columns={useColumns()}
      load={pagesOf('room', (loss) => loss.clusters, HOW)}
      rowId={({ cluster }) => cluster}
      rowLabel={({ cluster }) => cluster}
      placeholder={t('filter')}
      empty={() => <EmptyState title={t('none.room')}>{t('none.roomText')}</EmptyState>}
      failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
    />
  );
}

const fateOf = ({ whole, fits }: LossOfCluster) => (whole ? 'whole' : fits ? 'fits' : 'short');
const MARKS = { whole: 'failed', fits: 'healthy', short: 'degraded' } as const;

function useColumns(): DataColumn<LossOfCluster>[] {
  const t = useTranslations('loss');
  return useMemo(() => {
    const amount = (
      id: string,
      header: string,
      as: 'cores' | 'bytes' | 'count',
      of: (row: LossOfCluster) => number,
    ): DataColumn<LossOfCluster> => ({
      ...{ id, header, width: 110, align: 'end' },
      cell: (row) => <Quantity of={of(row)} as={as} />,
      text: (row) => String(of(row)),
    });
    return [
      textColumn<LossOfCluster>(
        { id: 'cluster', header: t('column.cluster'), sortBy: 'cluster', width: 200, grow: true },
        (row) => row.cluster,
        'strong',
      ),
      {
        ...{ id: 'nodes', header: t('column.lostNodes'), sortBy: 'lost', width: 110, align: 'end' },
        cell: ({ lostNodes, nodes }) => `${lostNodes} / ${nodes}`,
        text: ({ lostNodes, nodes }) => `${lostNodes}/${nodes}`,
      },
      {
        ...{ id: 'fits', header: t('column.room'), sortBy: 'fits', width: 190 },
        cell: (row) => (
          <span className="flex items-center gap-1.5">
            <StatusMark status={MARKS[fateOf(row)]} />
            {t(`fate.${fateOf(row)}`)}
          </span>
        ),
        text: (row) => t(`fate.${fateOf(row)}`),
      },
      amount('needsPods', t('column.needsPods'), 'count', ({ needs }) => needs.pods),
      amount('needsCpu', t('column.needsCpu'), 'cores', ({ needs }) => needs.cpuMillis),
      amount('freeCpu', t('column.freeCpu'), 'cores', ({ free }) => free.cpuMillis),
      amount('needsMemory', t('column.needsMemory'), 'bytes', ({ needs }) => needs.memoryBytes),
      amount('freeMemory', t('column.freeMemory'), 'bytes', ({ free }) => free.memoryBytes),
    ];
  }, [t]);
}
