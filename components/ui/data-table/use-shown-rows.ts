'use client';
import { useEffect } from 'react';
import { PAGE_SIZE, pagesOf } from './page-window';
import type { RowWindow } from './row-window';

/** Tells the ids of the rows on the pages in sight, whenever they are others; `onShown` must stay the same function. */
export function useShownRows<Row>(
  rows: Map<number, Row>,
  { first, last }: Pick<RowWindow, 'first' | 'last'>,
  rowId: (row: Row) => string,
  onShown: ((ids: readonly string[]) => void) | undefined,
) {
  const inSight = new Set(pagesOf(first, last));
  const ids = [...rows].filter(([index]) => inSight.has(Math.floor(index / PAGE_SIZE))).map(([, row]) => rowId(row));
  const text = onShown ? ids.join('\n') : '';
  useEffect(() => {
    onShown?.(text === '' ? [] : text.split('\n'));
  }, [text, onShown]);
}
