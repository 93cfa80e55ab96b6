'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { RecordingRow } from '~/server/audit/model/recording';
import { textColumn, timeColumn } from '../../ui/data-table/column-kinds';
import type { DataColumn } from '../../ui/data-table/data-column';

/** The columns of sessions. */
export function useRecordingColumns(): DataColumn<RecordingRow>[] {
  const t = useTranslations('sessions.recordings');
  return useMemo(() => {
    const column = (id: 'actor' | 'cluster' | 'namespace' | 'pod' | 'container' | 'reason', width: number) => ({
      ...{ id, width },
      header: t(`column.${id}`),
    });
    return [
      timeColumn({ id: 'at', header: t('column.at'), sortBy: 'startedAt', width: 124 }, (row) => row.startedAt),
      textColumn(column('actor', 150), (row) => row.actor, 'strong'),
      textColumn({ ...column('cluster', 150), leaves: 4 }, (row) => row.cluster),
      textColumn({ ...column('namespace', 120), leaves: 3 }, (row) => row.namespace, 'soft'),
      textColumn(column('pod', 200), (row) => row.pod),
      textColumn({ ...column('container', 120), hidden: true }, (row) => row.container, 'soft'),
      textColumn(
        { id: 'command', header: t('column.command'), width: 130, leaves: 2 },
        (row) => row.command.join(' '),
        'mono',
      ),
      {
        ...textColumn<RecordingRow>({ id: 'typed', header: t('column.typed'), width: 200 }, typedIn, 'mono'),
        grow: true,
      },
      textColumn({ id: 'length', header: t('column.length'), width: 84 }, lengthOf, 'soft'),
      textColumn({ id: 'state', header: t('column.state'), width: 96 }, (row) => t(`state.${row.state}`)),
      textColumn(
        { id: 'door', header: t('column.door'), width: 140, hidden: true },
        (row) => t(`door.${row.door}`),
        'soft',
      ),
      textColumn({ id: 'ranAs', header: t('column.ranAs'), width: 170, hidden: true }, (row) =>
        t(`ranAs.${row.ranAs}`),
      ),
      textColumn({ ...column('reason', 160), leaves: 1 }, (row) => row.reason || null, 'soft'),
    ];
  }, [t]);
}

const typedIn = ({ typed }: RecordingRow) => typed.replaceAll('\n', ' ⏎ ') || null;

function lengthOf({ startedAt, endedAt }: RecordingRow): string | null {
  if (endedAt === null) return null;
  const seconds = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
