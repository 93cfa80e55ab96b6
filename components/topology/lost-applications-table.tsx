'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { LOSS_VERDICTS, type LostApplication } from '~/server/topology/model/loss';
import { QueryFailure } from '../trpc/failure-text';
import { textColumn } from '../ui/data-table/column-kinds';
import type { DataColumn } from '../ui/data-table/data-column';
import { DataTable } from '../ui/data-table/data-table';
import { EmptyState } from '../ui/empty-state';
import { StatusMark } from '../ui/status-mark';
import type { PagesOf } from './use-loss';

const MARKS = { all: 'failed', most: 'degraded', some: 'progressing' } as const;
const idOf = ({ namespace, kind, name }: LostApplication) => `${kind}/${namespace}/${name}`;

const HOW = {
  sortBy: {
    name: ({ name }: LostApplication) => name,
    namespace: ({ namespace }: LostApplication) => namespace,
    verdict: ({ verdict }: LostApplication) => LOSS_VERDICTS.indexOf(verdict),
    lost: ({ lost }: LostApplication) => lost,
    team: ({ team }: LostApplication) => team ?? '',
  },
  textOf: (row: LostApplication) => [row.name, row.namespace, row.team, row.kind, ...row.losing].join(' '),
};

/** Applications that lose pods, the worst first. */
export function LostApplicationsTable({ pagesOf }: { pagesOf: PagesOf }) {
  const t = useTranslations('loss');
  return (
    <DataTable
      id="lost-applications"
      label={t('lists.applications')}
      columns={useColumns()}
      load={pagesOf('applications', (loss) => loss.applications, HOW)}
      rowId={idOf}
      rowLabel={({ name }) => name}
      placeholder={t('filter')}
      empty={() => <EmptyState title={t('none.applications')}>{t('none.applicationsText')}</EmptyState>}
      failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
    />
  );
}

function useColumns(): DataColumn<LostApplication>[] {
  const t = useTranslations('loss');
  return useMemo(
    () => [
      textColumn<LostApplication>(
        { id: 'name', header: t('column.name'), sortBy: 'name', width: 180 },
        (row) => row.name,
        'strong',
      ),
      textColumn<LostApplication>(
        { id: 'namespace', header: t('column.namespace'), sortBy: 'namespace', width: 140 },
        (row) => row.namespace,
      ),
      textColumn<LostApplication>(
        { id: 'kind', header: t('column.kind'), width: 110, leaves: 1 },
        (row) => row.kind,
        'soft',
      ),
      {
        id: 'verdict',
        header: t('column.loses'),
        sortBy: 'verdict',
        width: 120,
        cell: ({ verdict }) => (
          <span className="flex items-center gap-1.5">
            <StatusMark status={MARKS[verdict]} />
            {t(`loses.${verdict}`)}
          </span>
        ),
        text: ({ verdict }) => verdict,
      },
      {
        id: 'lost',
        header: t('column.lost'),
        sortBy: 'lost',
        width: 100,
        align: 'end',
        cell: ({ lost, pods }) => `${lost} / ${pods}`,
        text: ({ lost, pods }) => `${lost}/${pods}`,
      },
      textColumn<LostApplication>(
        { id: 'team', header: t('column.team'), sortBy: 'team', width: 120, leaves: 2 },
        (row) => row.team,
      ),
      textColumn<LostApplication>(
        { id: 'losing', header: t('column.losing'), width: 200 },
        (row) => row.losing.join(', '),
        'soft',
      ),
      textColumn<LostApplication>(
        { id: 'keeping', header: t('column.keeping'), width: 200, grow: true },
        (row) => row.keeping.join(', '),
        'soft',
      ),
    ],
    [t],
  );
}
