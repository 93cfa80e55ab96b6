'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { RecordRow } from '~/server/audit/model/record';
import { ResultText } from '../shell/result-text';
import { textColumn, timeColumn } from '../ui/data-table/column-kinds';
import type { DataColumn } from '../ui/data-table/data-column';

const distinct = (names: readonly string[]) => [...new Set(names)].filter((name) => name !== '');

/** The columns of the record. */
export function useRecordColumns(): DataColumn<RecordRow>[] {
  const t = useTranslations('audit.column');
  const audit = useTranslations('audit');
  return useMemo(() => {
    const clusters = (row: RecordRow) => {
      const names = distinct(row.clusters);
      return names.length > 1 ? audit('clustersOf', { count: names.length }) : (names[0] ?? null);
    };
    const all = (of: 'clusters' | 'namespaces') => (row: RecordRow) => distinct(row[of]).join(' ') || null;
    return [
      timeColumn({ id: 'at', header: t('at'), sortBy: 'at', width: 124 }, (row) => row.at),
      textColumn({ id: 'actor', header: t('actor'), width: 152 }, (row) => row.actor, 'strong'),
      textColumn({ id: 'action', header: t('action'), width: 190 }, (row) => row.action, 'mono'),
      {
        ...textColumn<RecordRow>({ id: 'what', header: t('what'), width: 200 }, (row) => row.what || null),
        grow: true,
      },
      textColumn({ id: 'clusters', header: t('clusters'), width: 160, leaves: 3 }, clusters, 'plain', all('clusters')),
      textColumn({ id: 'namespaces', header: t('namespaces'), width: 120, leaves: 2 }, all('namespaces'), 'soft'),
      {
        id: 'result',
        header: t('result'),
        width: 132,
        cell: (row) => <ResultText result={row.result} />,
        text: (row) => row.result,
      },
      textColumn({ id: 'reason', header: t('reason'), width: 160, leaves: 1 }, (row) => row.reason || null, 'soft'),
      textColumn({ id: 'token', header: t('token'), width: 140, hidden: true }, (row) => row.token, 'soft'),
      textColumn({ id: 'teams', header: t('teams'), width: 120, hidden: true }, (row) => row.teams.join(' ') || null),
      textColumn({ id: 'request', header: t('request'), width: 280, hidden: true }, (row) => row.requestId, 'mono'),
      textColumn({ id: 'seq', header: t('seq'), width: 90, hidden: true }, (row) => String(row.seq), 'soft'),
    ];
  }, [t, audit]);
}
