'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { DriftRow } from '~/server/federation/model/drift';
import { objectHref } from '../../objects/object-href';
import { ScopedLink } from '../../shell/scoped-link';
import { textColumn, timeColumn } from '../../ui/data-table/column-kinds';
import type { DataColumn } from '../../ui/data-table/data-column';
import { RelativeTime } from '../../ui/relative-time';
import { applicationHref } from '../application-href';

type Columns = DataColumn<DriftRow>[];
type Words = ReturnType<typeof useTranslations<'federation.drift'>>;

/** The columns of the drift inbox. */
export function useDriftColumns(): Columns {
  const t = useTranslations('federation.drift');
  return useMemo(() => [...placeColumns(t), ...changeColumns(t)], [t]);
}

/** Where it is. */
export function placeColumns(t: Words): Columns {
  return [
    {
      ...{ id: 'application', header: t('application'), sortBy: 'application', width: 120 },
      cell: ({ application }) => (
        <ScopedLink href={applicationHref(application)} className="truncate hover:underline">
          {application}
        </ScopedLink>
      ),
      text: (row) => row.application,
    },
    textColumn({ id: 'cluster', header: t('cluster'), sortBy: 'cluster', width: 140 }, (row) => row.cluster),
    {
      ...{ id: 'object', header: t('object'), width: 160 },
      cell: (row) => <ObjectLink row={row} />,
      text: (row) => `${row.kind} ${row.namespace}/${row.name}`,
    },
    {
      ...{ id: 'field', header: t('field'), width: 150, grow: true },
      cell: ({ path }) =>
        path === '' ? (
          t('wholeObject')
        ) : (
          <code title={path} className="font-mono text-xs">
            {shortened(path)}
          </code>
        ),
      text: (row) => row.path,
    },
  ];
}

/** What is other than it should be, and by whom. */
export function changeColumns(t: Words): Columns {
  const value = (of: unknown) => (of === null ? t('notSet') : typeof of === 'string' ? of : JSON.stringify(of));
  return [
    textColumn(
      { id: 'wanted', header: t('wanted'), width: 92 },
      (row) => (row.path === '' ? t('stood') : value(row.wanted)),
      'mono',
    ),
    textColumn(
      { id: 'found', header: t('found'), width: 92 },
      (row) => (row.path === '' ? t(row.found === null ? 'gone' : 'another') : value(row.found)),
      'mono',
    ),
    textColumn({ id: 'by', header: t('by'), sortBy: 'manager', width: 104 }, (row) => row.manager ?? t('unknownBy')),
    {
      ...{ id: 'at', header: t('at'), width: 84, leaves: 2 },
      cell: ({ at }) => (at === null ? <span className="text-ink-faint">–</span> : <RelativeTime at={at} />),
      text: (row) => row.at ?? '',
    },
    timeColumn(
      { id: 'firstSeen', header: t('firstSeen'), sortBy: 'firstSeen', width: 92, leaves: 1 },
      (row) => row.firstSeen,
    ),
  ];
}

/** What stands last in a path says most of it. */
const shortened = (path: string) => (path.length <= 40 ? path : `…${path.slice(-39)}`);

function ObjectLink({ row: { cluster, group, version, plural, kind, namespace, name } }: { row: DriftRow }) {
  const ref = { cluster, group, version, plural, name, ...(namespace === '' ? {} : { namespace }) };
  return (
    <ScopedLink href={objectHref(ref)} title={`${kind} ${namespace}/${name}`} className="truncate hover:underline">
      {kind} {name}
    </ScopedLink>
  );
}
