'use client';
import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { BulkBar } from './bulk-bar';
import type { DataColumn, Window } from './data-column';
import type { ExportFormat } from './export-rows';
import { fittingColumns } from './fitting-columns';
import { SELECT_WIDTH, TableGrid } from './table-grid';
import { TableToolbar } from './table-toolbar';
import { useRowSelection } from './use-row-selection';
import { useShownRows } from './use-shown-rows';
import { useSlashKey } from './use-slash-key';
import { useTableChoices } from './use-table-choices';
import { useTableKeys } from './use-table-keys';
import type { LoadWindow } from './use-table-pages';
import { useTableQuestion } from './use-table-question';
import { useVirtualPages } from './use-virtual-pages';

export type DataTableProps<Row extends object, Key extends QueryKey> = {
  /** Names the table in storage and in exported files. */
  id: string;
  label: string;
  columns: DataColumn<Row>[];
  load: LoadWindow<Row, Key>;
  rowId: (row: Row) => string;
  rowLabel: (row: Row) => string;
  placeholder: string;
  filters?: ReactNode;
  openId?: string | null;
  /** What opens with a row; rows without it are only read. */
  onOpen?: (row: Row) => void;
  /** Details beside the table for the open row, when it is among the rows that were loaded. */
  drawer?: (row: Row, close: () => void) => ReactNode;
  onClose?: () => void;
  /** Is told the ids of the rows on the pages in sight. */
  onShown?: (ids: readonly string[]) => void;
  /** What can be done with selected rows; without it rows cannot be selected. */
  bulk?: (rows: Row[], clear: () => void) => ReactNode;
  empty: (filtered: boolean) => ReactNode;
  failure: (error: unknown, retry: () => void) => ReactNode;
};

const HEIGHTS = { regular: 36, compact: 28 };

/** A table over rows that stay on the server: sorted, filtered and paged there, virtual here. */
export function DataTable<Row extends object, Key extends QueryKey>(props: DataTableProps<Row, Key>) {
  const { columns, load, rowId, bulk, onOpen } = props;
  const { question, setSort, setText } = useTableQuestion(columns);
  const [choices, choose] = useTableChoices(props.id);
  const scroller = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const height = HEIGHTS[choices.density];
  const { pages, window, reveal, width } = useVirtualPages(load, question, height, scroller);
  const shown = fittingColumns(columns, choices.columns, width - (bulk ? SELECT_WIDTH : 0));
  const selection = useRowSelection(pages.rows, rowId);
  const keys = useTableKeys({
    total: pages.total ?? 0,
    reveal,
    select: (index) => bulk && withRow(pages.rows, index, (row) => selection.toggle(rowId(row), false)),
    open: (index) => withRow(pages.rows, index, (row) => onOpen?.(row)),
  });
  const onExport = useExport({ id: props.id, load, question, columns: shown, selected: selection.selected });
  useSlashKey(search);
  useShownRows(pages.rows, window, rowId, props.onShown);
  return (
    <section aria-label={props.label} className="flex min-h-0 flex-1 flex-col">
      <TableToolbar
        {...{ columns, choices, choose, search, onExport }}
        shown={shown}
        text={question.text}
        onText={setText}
        placeholder={props.placeholder}
        total={pages.total}
        filters={props.filters}
      />
      {selection.selected.length > 0 && bulk && (
        <BulkBar count={selection.selected.length} onClear={selection.clear}>
          {bulk(selection.selected, selection.clear)}
        </BulkBar>
      )}
      {pages.error !== null && <div className="px-6 py-3">{props.failure(pages.error, pages.retry)}</div>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <div ref={scroller} tabIndex={0} className="min-h-40 flex-1 overflow-auto border-t border-line bg-sheet">
        {pages.total === 0 ? (
          props.empty(question.text !== '')
        ) : (
          <TableGrid
            {...{ rowId, window, height }}
            onOpen={(row) => onOpen?.(row)}
            label={props.label}
            columns={shown}
            rows={pages.rows}
            rowLabel={props.rowLabel}
            total={pages.total ?? 0}
            sort={question.sort}
            onSort={setSort}
            selection={bulk && selection}
            active={keys.active}
            openId={props.openId}
            onActive={keys.setActive}
            onKeyDown={keys.onKeyDown}
            outdated={pages.outdated}
          />
        )}
      </div>
      <OpenRow {...props} rows={pages.rows} />
    </section>
  );
}

type OpenRowProps<Row extends object, Key extends QueryKey> = Pick<
  DataTableProps<Row, Key>,
  'openId' | 'rowId' | 'drawer' | 'onClose'
> & { rows: Map<number, Row> };

function OpenRow<Row extends object, Key extends QueryKey>(props: OpenRowProps<Row, Key>) {
  const row =
    props.openId == null ? undefined : [...props.rows.values()].find((each) => props.rowId(each) === props.openId);
  return row === undefined ? null : props.drawer?.(row, () => props.onClose?.());
}

function withRow<Row>(rows: Map<number, Row>, index: number, act: (row: Row) => void) {
  const row = rows.get(index);
  if (row !== undefined) act(row);
}

type ExportInput<Row, Key extends QueryKey> = {
  id: string;
  load: LoadWindow<Row, Key>;
  question: Pick<Window, 'sort' | 'text'>;
  columns: DataColumn<Row>[];
  selected: Row[];
};

/** Selected rows when there are any, else everything that answers the question. */
function useExport<Row, Key extends QueryKey>({ id, load, question, columns, selected }: ExportInput<Row, Key>) {
  const client = useQueryClient();
  return async (format: ExportFormat) => {
    const { fetchAllRows, saveRows } = await import('./export-rows');
    const rows = selected.length > 0 ? selected : await fetchAllRows(client, load, question);
    await saveRows(id, format, columns, rows);
  };
}
