'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ApplicationRow } from '~/server/federation/model/row';
import { ReadyOf } from '../clusters/cluster-cells';
import { ScopedLink } from '../shell/scoped-link';
import { Badge } from '../ui/badge';
import { statusColumn, textColumn, timeColumn } from '../ui/data-table/column-kinds';
import type { DataColumn } from '../ui/data-table/data-column';
import { Quantity } from '../ui/quantity';
import { applicationHref } from './application-href';
import { ReplicasOf } from './replicas-of';

type Columns = DataColumn<ApplicationRow>[];
type Words = ReturnType<typeof useTranslations<'federation.column'>>;

/** The columns of the table of applications. */
export function useApplicationColumns(): Columns {
  const t = useTranslations('federation.column');
  return useMemo(() => [...stateColumns(t), ...savedColumns(t)], [t]);
}

function stateColumns(t: Words): Columns {
  return [
    {
      ...{ id: 'name', header: t('name'), sortBy: 'name', width: 240, grow: true },
      cell: (row) => <NameCell row={row} />,
      text: (row) => row.name,
    },
    statusColumn({ id: 'status', header: t('status'), sortBy: 'status', width: 112 }, (row) => row.status),
    {
      ...{ id: 'clusters', header: t('clusters'), sortBy: 'clusters', width: 112, align: 'end' },
      cell: (row) => <ReadyOf ready={row.applied} of={row.clusters} />,
      text: (row) => `${row.applied}/${row.clusters}`,
    },
    {
      ...{ id: 'replicas', header: t('replicas'), width: 112, align: 'end', leaves: 3 },
      cell: (row) => <ReplicasOf ready={row.ready} wanted={row.wanted} />,
      text: (row) => `${row.ready}/${row.wanted}`,
    },
    {
      ...{ id: 'drifted', header: t('drifted'), sortBy: 'drifted', width: 112, align: 'end' },
      cell: (row) => (
        <span className={row.drifted > 0 ? 'font-medium text-degraded' : 'text-ink-soft'}>
          <Quantity of={row.drifted} as="count" />
        </span>
      ),
      text: (row) => String(row.drifted),
    },
  ];
}

function savedColumns(t: Words): Columns {
  return [
    textColumn({ id: 'team', header: t('team'), sortBy: 'team', width: 120, leaves: 2 }, (row) => row.team),
    textColumn(
      { id: 'revision', header: t('revision'), sortBy: 'revision', width: 88, align: 'end', leaves: 4 },
      (row) => String(row.revision),
      'soft',
    ),
    textColumn({ id: 'author', header: t('author'), width: 140, leaves: 5 }, (row) => row.author),
    timeColumn({ id: 'savedAt', header: t('savedAt'), sortBy: 'savedAt', width: 104, leaves: 1 }, (row) => row.savedAt),
  ];
}

function NameCell({ row }: { row: ApplicationRow }) {
  const t = useTranslations('federation');
  return (
    <span className="flex min-w-0 items-center gap-2">
      <ScopedLink href={applicationHref(row.name)} title={row.name} className="truncate font-medium hover:underline">
        {row.name}
      </ScopedLink>
      {row.isRemoving && <Badge tone="signal">{t('removing')}</Badge>}
    </span>
  );
}
