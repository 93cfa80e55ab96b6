'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { DeliveryRow } from '~/server/notifications/model/delivery';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { textColumn, timeColumn } from '../ui/data-table/column-kinds';
import type { DataColumn } from '../ui/data-table/data-column';
import { DataTable } from '../ui/data-table/data-table';
import { EmptyState } from '../ui/empty-state';
import { RelativeTime } from '../ui/relative-time';
import { StatusMark } from '../ui/status-mark';
import { OutcomeFilter, useOutcomeFilter } from './outcome-filter';
import { OUTCOME_MARKS, outcomeOf } from './outcome-marks';
import { TryNow } from './try-now';
import { useFaultText } from './use-fault-text';

const EVERY_MS = 5000;

/** What was sent, how it fared, and when it is tried again. */
export function DeliveriesPage() {
  const t = useTranslations('notifications');
  const trpc = useTRPC();
  const { outcomes: states } = useOutcomeFilter();
  return (
    <DataTable
      id="notification-deliveries"
      label={t('tab.deliveries')}
      columns={useColumns()}
      load={({ text, offset, limit }) => ({
        ...trpc.notifications.deliveries.queryOptions({ offset, limit, states, ...(text === '' ? {} : { text }) }),
        refetchInterval: EVERY_MS,
      })}
      rowId={({ id }) => id}
      rowLabel={({ rule }) => rule}
      placeholder={t('deliveries.filter')}
      filters={<OutcomeFilter />}
      empty={(filtered) =>
        filtered || states.length > 0 ? (
          <EmptyState title={t('deliveries.noMatch')} />
        ) : (
          <EmptyState title={t('deliveries.emptyTitle')}>{t('deliveries.emptyText')}</EmptyState>
        )
      }
      failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
    />
  );
}

function useColumns(): DataColumn<DeliveryRow>[] {
  const t = useTranslations('notifications');
  const faultText = useFaultText();
  return useMemo(() => {
    const told = ({ began, ended }: DeliveryRow) =>
      [
        ...(began > 0 ? [t('deliveries.began', { count: began })] : []),
        ...(ended > 0 ? [t('deliveries.ended', { count: ended })] : []),
      ].join(', ');
    const state = (row: DeliveryRow) => t(`deliveries.state.${outcomeOf(row)}`);
    return [
      timeColumn<DeliveryRow>({ id: 'when', header: t('column.when'), width: 120 }, ({ createdAt }) => createdAt),
      textColumn<DeliveryRow>(
        { id: 'rule', header: t('column.rule'), width: 170, grow: true },
        ({ rule }) => rule,
        'strong',
      ),
      textColumn<DeliveryRow>(
        { id: 'team', header: t('column.team'), width: 110, leaves: 2 },
        ({ team }) => team ?? t('fleet'),
      ),
      textColumn<DeliveryRow>({ id: 'channel', header: t('column.channel'), width: 140 }, ({ channel }) => channel),
      textColumn<DeliveryRow>({ id: 'told', header: t('column.told'), width: 150, leaves: 4 }, told, 'soft'),
      {
        ...{ id: 'state', header: t('column.outcome'), width: 110 },
        cell: (row) => (
          <span className="flex items-center gap-1.5">
            <StatusMark status={OUTCOME_MARKS[outcomeOf(row)]} />
            {state(row)}
          </span>
        ),
        text: state,
      },
      textColumn<DeliveryRow>(
        { id: 'reason', header: t('column.reason'), width: 230, leaves: 5 },
        ({ fault, status }) => faultText(fault, status),
        'soft',
      ),
      {
        ...{ id: 'attempts', header: t('column.attempts'), width: 90, align: 'end', leaves: 1 },
        cell: ({ attempts }) => attempts,
        text: ({ attempts }) => String(attempts),
      },
      {
        ...{ id: 'next', header: t('column.next'), width: 110, leaves: 3 },
        cell: ({ nextAt }) => nextAt && <RelativeTime at={nextAt} className="text-ink-soft" />,
        text: ({ nextAt }) => nextAt ?? '',
      },
      {
        ...{ id: 'again', header: t('column.again'), width: 136, align: 'end' },
        cell: (row) => row.state !== 'delivered' && row.fault !== null && <TryNow delivery={row} />,
        text: () => '',
      },
    ];
  }, [faultText, t]);
}
