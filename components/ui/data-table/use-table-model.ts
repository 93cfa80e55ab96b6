'use client';
import {
  columnVisibilityFeature,
  type RowSelectionState,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, useRef, useState } from 'react';
import type { DataColumn } from './data-column';

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });

type TableModelInput<Row> = {
  columns: DataColumn<Row>[];
  rows: Map<number, Row>;
  rowId: (row: Row) => string;
  shown: Record<string, boolean>;
};

/**
 * Columns that are shown and rows that are selected. Selection is by id and outlives the pages it was made on, so the
 * selected rows themselves are remembered as they were when last seen.
 */
export function useTableModel<Row extends object>({ columns, rows, rowId, shown }: TableModelInput<Row>) {
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({});
  const known = useRef(new Map<string, Row>());
  const data = useMemo(() => [...rows.values()], [rows]);
  for (const row of data) known.current.set(rowId(row), row);
  const columnVisibility = Object.fromEntries(columns.map(({ id, hidden }) => [id, shown[id] ?? !hidden]));
  const definitions = useMemo(() => columns.map(({ id, header }) => ({ id, header })), [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowId,
    enableSubRowSelection: false,
    state: { rowSelection, columnVisibility },
    onRowSelectionChange: setRowSelection,
  });
  const visible = new Set(table.getVisibleLeafColumns().map((column) => column.id));
  return {
    columns: columns.filter((column) => visible.has(column.id)),
    isSelected: (id: string) => rowSelection[id] === true,
    toggle: (id: string, range: boolean) => {
      const row = table.getRow(id, true);
      row.getToggleSelectedHandler()({ target: { checked: !row.getIsSelected() }, shiftKey: range });
    },
    all: {
      all: table.getIsAllRowsSelected(),
      some: table.getIsSomeRowsSelected(),
      toggle: () => table.toggleAllRowsSelected(),
    },
    selected: table.getSelectedRowIds().flatMap((id) => known.current.get(id) ?? []),
    clear: () => setRowSelection({}),
  };
}
