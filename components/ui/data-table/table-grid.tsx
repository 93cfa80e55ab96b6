'use client';
import type { KeyboardEvent } from 'react';
import { type DataColumn, minimumWidth, type Sort } from './data-column';
import type { RowWindow } from './row-window';
import { TableHead } from './table-head';
import { TableRow } from './table-row';

type TableGridProps<Row> = {
  label: string;
  columns: DataColumn<Row>[];
  rows: Map<number, Row>;
  rowId: (row: Row) => string;
  rowLabel: (row: Row) => string;
  total: number;
  height: number;
  window: RowWindow;
  sort: Sort | undefined;
  onSort: (sort: Sort | undefined) => void;
  selection:
    | {
        all: { all: boolean; some: boolean; toggle: () => void };
        isSelected: (id: string) => boolean;
        toggle: (id: string, range: boolean) => void;
      }
    | undefined;
  active: number;
  openId: string | null | undefined;
  onOpen: (row: Row) => void;
  onActive: (index: number) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  outdated: boolean;
};

/** Pixels of the column of check boxes. */
export const SELECT_WIDTH = 44;

/** The table itself: a sticky head and the rows in sight between two spacers. */
export function TableGrid<Row>({ columns, selection, window, ...props }: TableGridProps<Row>) {
  const minWidth = minimumWidth(columns) + (selection ? SELECT_WIDTH : 0);
  const indexes = Array.from({ length: window.last - window.first }, (_, offset) => window.first + offset);
  return (
    <table
      aria-label={props.label}
      aria-rowcount={props.total + 1}
      className="w-full table-fixed border-collapse text-sm"
      style={{ minWidth }}
    >
      <colgroup>
        {selection && <col style={{ width: SELECT_WIDTH }} />}
        {columns.map((column) => (
          <col key={column.id} style={column.grow ? {} : { width: column.width }} />
        ))}
      </colgroup>
      <TableHead columns={columns} sort={props.sort} onSort={props.onSort} selection={selection?.all} />
      <tbody onKeyDown={props.onKeyDown} className={props.outdated ? 'opacity-60' : ''}>
        {window.before > 0 && <tr aria-hidden style={{ height: window.before }} />}
        {indexes.map((index) => (
          <GridRow key={index} index={index} columns={columns} selection={selection} {...props} />
        ))}
        {window.after > 0 && <tr aria-hidden style={{ height: window.after }} />}
      </tbody>
    </table>
  );
}

function GridRow<Row>({ index, selection, ...props }: Omit<TableGridProps<Row>, 'window'> & { index: number }) {
  const row = props.rows.get(index);
  const id = row === undefined ? undefined : props.rowId(row);
  return (
    <TableRow
      index={index}
      row={row}
      columns={props.columns}
      height={props.height}
      active={index === props.active}
      open={id !== undefined && id === props.openId}
      selection={
        selection && {
          selected: id !== undefined && selection.isSelected(id),
          label: row === undefined ? '' : props.rowLabel(row),
          toggle: (range) => id !== undefined && selection.toggle(id, range),
        }
      }
      onOpen={() => row !== undefined && props.onOpen(row)}
      onFocus={() => props.onActive(index)}
    />
  );
}
