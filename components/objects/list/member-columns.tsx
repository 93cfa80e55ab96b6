'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Kind, KindRef } from '~/server/objects/model/ref';
import type { Cell, ObjectTable, ObjectTableRow } from '~/server/objects/model/table';
import { ScopedLink } from '../../shell/scoped-link';
import { labelsColumn, textColumn, timeColumn } from '../../ui/data-table/column-kinds';
import type { DataColumn } from '../../ui/data-table/data-column';
import { StatusMark } from '../../ui/status-mark';
import { STATUS_CLASSES } from '../../ui/status-words';
import { objectHref } from '../object-href';
import { cellStatus } from './cell-status';
import { columnWidth } from './column-width';
import { involvedObject } from './involved-object';

export type MemberTableSubject = { cluster: string; kind: KindRef; namespaced: boolean; kinds: readonly Kind[] };
type Row = ObjectTableRow;
type Columns = DataColumn<Row>[];
type TableColumn = ObjectTable['columns'][number];

/** Pixels of the shape beside a word of state. */
const MARK_WIDTH = 20;

/** The columns that the member itself prints, with links, our states and live ages; its minor ones are hidden until chosen. */
export function useMemberColumns(subject: MemberTableSubject, columns: readonly TableColumn[], rows: Row[]): Columns {
  const t = useTranslations('objects.column');
  const ui = useTranslations('ui');
  const { namespaced } = subject;
  return useMemo(() => {
    const headerOf = (name: string) => {
      const key = columnKey(name);
      return isKnown(key, t.has) ? t(key) : name;
    };
    const printed = columns.map((column, index) =>
      memberColumn(subject, column, index, { header: headerOf(column.name), rank: columns.length - index, rows }),
    );
    const namespace = textColumn<Row>(
      { id: 'namespace', header: t('namespace'), sortBy: 'namespace', width: 130 },
      (row) => row.namespace,
    );
    const labels = labelsColumn<Row>(
      { id: 'labels', header: t('labels'), width: 280, hidden: true },
      (row) => row.labels,
      ui('none'),
    );
    const [first, ...others] = printed;
    if (!first) return [];
    return [first, ...(namespaced ? [namespace] : []), ...others, labels];
  }, [subject, columns, rows, namespaced, t, ui]);
}

type Placed = { header: string; rank: number; rows: Row[] };

function memberColumn(
  subject: MemberTableSubject,
  column: TableColumn,
  index: number,
  { header, rank, rows }: Placed,
): DataColumn<Row> {
  const { name, priority } = column;
  const of = (row: Row): Cell => row.cells[index] ?? null;
  const head = { id: columnId(name), header, sortBy: columnId(name), ...(priority > 0 ? { hidden: true } : {}) };
  const mark = name === 'Status' ? MARK_WIDTH : 0;
  const words = { ...head, width: columnWidth(header, rows.map(of)) + mark, ...(index === 0 ? {} : { leaves: rank }) };
  if (name === 'Name')
    return {
      ...words,
      grow: true,
      width: 240,
      cell: (row) => <NameCell subject={subject} row={row} />,
      text: textOf(of),
    };
  if (name === 'Age') return timeColumn<Row>({ ...head, width: 110, leaves: rank }, (row) => row.createdAt);
  if (subject.kind.plural === 'events' && name === 'Object')
    return { ...words, cell: (row) => <InvolvedCell subject={subject} row={row} cell={of(row)} />, text: textOf(of) };
  if (name === 'Message') return { ...words, grow: true, width: 260, ...plainCell(subject, name, of) };
  return { ...words, ...plainCell(subject, name, of) };
}

const textOf = (of: (row: Row) => Cell) => (row: Row) => String(of(row) ?? '');

function plainCell({ kind }: MemberTableSubject, name: string, of: (row: Row) => Cell) {
  return {
    cell: (row: Row) => {
      const cell = of(row);
      const text = String(cell ?? '');
      const status = cellStatus(kind, name, cell);
      if (status === undefined)
        return text === '' ? <span className="text-ink-faint">–</span> : <span title={text}>{text}</span>;
      return (
        <span className={`inline-flex items-center gap-1.5 ${STATUS_CLASSES[status].text}`} title={text}>
          <StatusMark status={status} />
          {text}
        </span>
      );
    },
    text: textOf(of),
  };
}

function NameCell({ subject: { cluster, kind }, row }: { subject: MemberTableSubject; row: Row }) {
  const ref = { cluster, ...kind, name: row.name, ...(row.namespace === null ? {} : { namespace: row.namespace }) };
  return (
    <ScopedLink href={objectHref(ref)} className="font-medium hover:underline" title={row.name}>
      {row.name}
    </ScopedLink>
  );
}

type InvolvedCellProps = { subject: MemberTableSubject; row: Row; cell: Cell };

function InvolvedCell({ subject: { cluster, kinds }, row, cell }: InvolvedCellProps) {
  const text = String(cell ?? '');
  const ref = involvedObject(cluster, kinds, row.namespace, text);
  if (!ref) return <span title={text}>{text}</span>;
  return (
    <ScopedLink href={objectHref(ref)} className="hover:underline" title={text}>
      {text}
    </ScopedLink>
  );
}

export const columnId = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** `Last Seen` is `lastSeen` in the catalogue. */
const columnKey = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+(.)/g, (_all, letter: string) => letter.toUpperCase())
    .replaceAll(/[^a-zA-Z0-9]/g, '');

type Known = Parameters<ReturnType<typeof useTranslations<'objects.column'>>>[0];
const isKnown = (key: string, has: (key: Known) => boolean): key is Known => key !== '' && has(key as Known);
