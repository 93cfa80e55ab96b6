'use client';
import type { QueryKey } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useState } from 'react';
import type { Window } from './data-column';
import { PAGE_SIZE } from './page-window';
import { type LoadWindow, useTablePages } from './use-table-pages';

/** Rows are drawn before the browser has measured anything, as for a window of this height. */
const FIRST_HEIGHT = 720;
const OVERSCAN = 8;
const HEAD_HEIGHT = 32;

/** Joins scrolling and loading: the rows in sight decide which pages are asked for. */
export function useVirtualPages<Row, Key extends QueryKey>(
  load: LoadWindow<Row, Key>,
  question: Pick<Window, 'sort' | 'text'>,
  height: number,
  scroller: RefObject<HTMLElement | null>,
) {
  const [seen, setSeen] = useState({ first: 0, last: 0 });
  const pages = useTablePages(load, question, seen);
  const virtualizer = useVirtualizer({
    count: pages.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    initialRect: { width: 0, height: FIRST_HEIGHT },
    scrollPaddingStart: HEAD_HEIGHT,
    onChange: ({ range }) => {
      if (!range) return;
      const first = Math.floor(range.startIndex / PAGE_SIZE) * PAGE_SIZE;
      const last = Math.floor(range.endIndex / PAGE_SIZE) * PAGE_SIZE;
      if (first !== seen.first || last !== seen.last) setSeen({ first, last });
    },
  });
  const reveal = (index: number) => {
    virtualizer.scrollToIndex(index);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`)?.focus());
  };
  return { pages, virtualizer, reveal };
}
