'use client';
import { useRef, useState } from 'react';
import { NOTHING_SELECTED, toggleAllRows, toggleRow } from './row-selection';

/**
 * Rows that are selected. Selection is by id and outlives the pages it was made on, so the selected rows themselves are
 * remembered as they were when last seen.
 */
export function useRowSelection<Row>(rows: Map<number, Row>, rowId: (row: Row) => string) {
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const known = useRef(new Map<string, Row>());
  const order = [...rows].sort(([left], [right]) => left - right).map(([, row]) => rowId(row));
  for (const row of rows.values()) known.current.set(rowId(row), row);
  return {
    isSelected: (id: string) => selection.ids.has(id),
    toggle: (id: string, range: boolean) => setSelection((old) => toggleRow(old, id, range, order)),
    all: {
      all: order.length > 0 && order.every((id) => selection.ids.has(id)),
      some: selection.ids.size > 0,
      toggle: () => setSelection((old) => toggleAllRows(old, order)),
    },
    selected: [...selection.ids].flatMap((id) => known.current.get(id) ?? []),
    clear: () => setSelection(NOTHING_SELECTED),
  };
}
