'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { DriftRow } from '~/server/federation/model/drift';
import { humanDuration } from '~/server/kernel/human-duration';
import { useTRPC } from '../../trpc/client';
import { ListTable } from '../../trpc/list-table';
import { textColumn, timeColumn } from '../../ui/data-table/column-kinds';
import type { DataColumn } from '../../ui/data-table/data-column';
import { EmptyState } from '../../ui/empty-state';
import { changeColumns, placeColumns } from './drift-columns';
import { driftInput } from './drift-input';

const NEWEST = { by: 'endedAt', descending: true } as const;

/** Drift that has ended: how, after how long, and how long it takes as a rule. */
export function DriftHistory() {
  const t = useTranslations('federation.drift');
  const trpc = useTRPC();
  return (
    <>
      <TimesToRepair />
      <ListTable<DriftRow, ReturnType<typeof trpc.federation.drift.queryKey>>
        id="drift-history"
        label={t('history.title')}
        columns={useHistoryColumns()}
        ask={(input) => trpc.federation.drift.queryOptions({ sort: NEWEST, ...driftInput(input, { state: 'ended' }) })}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.name} ${row.path}`}
        placeholder={t('filter')}
        empty={(filtered) => <EmptyState title={t(filtered ? 'noMatch' : 'history.none')} />}
      />
    </>
  );
}

function TimesToRepair() {
  const t = useTranslations('federation.drift.history');
  const trpc = useTRPC();
  const { data } = useQuery(trpc.federation.driftTimes.queryOptions());
  if (!data || data.medianMs === null || data.p90Ms === null) return null;
  const { ended, medianMs, p90Ms } = data;
  return (
    <p className="px-6 pb-2 text-sm text-ink-soft">
      {t('times', { count: ended, median: humanDuration(medianMs), most: humanDuration(p90Ms) })}
    </p>
  );
}

function useHistoryColumns(): DataColumn<DriftRow>[] {
  const t = useTranslations('federation.drift');
  return useMemo(() => {
    const lasted = ({ firstSeen, endedAt }: DriftRow) =>
      endedAt === null ? null : humanDuration(Date.parse(endedAt) - Date.parse(firstSeen));
    const [wanted, found, by] = changeColumns(t);
    return [
      ...placeColumns(t),
      ...[wanted, found, by].flatMap((column) => column ?? []),
      textColumn({ id: 'ended', header: t('history.ended'), width: 110 }, ({ ended }) =>
        ended === null ? null : t(`history.ends.${ended}`),
      ),
      textColumn({ id: 'lasted', header: t('history.lasted'), width: 84 }, lasted, 'soft'),
      timeColumn(
        { id: 'endedAt', header: t('history.endedAt'), sortBy: 'endedAt', width: 92 },
        (row) => row.endedAt ?? '',
      ),
    ];
  }, [t]);
}
