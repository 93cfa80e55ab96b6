'use client';
import type { QueryKey } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import type { Window } from './data-column';
import { useRowWindow } from './use-row-window';
import { type LoadWindow, useTablePages } from './use-table-pages';

/** Joins scrolling and loading: the rows in sight decide which pages are asked for. */
export function useVirtualPages<Row, Key extends QueryKey>(
  load: LoadWindow<Row, Key>,
  question: Pick<Window, 'sort' | 'text'>,
  height: number,
  scroller: RefObject<HTMLElement | null>,
) {
  const [seen, setSeen] = useState({ first: 0, last: 0 });
  const pages = useTablePages(load, question, seen);
  const { window, reveal, width } = useRowWindow(scroller, pages.total ?? 0, height);
  if (window.first !== seen.first || window.last !== seen.last) setSeen({ first: window.first, last: window.last });
  return { pages, window, reveal, width };
}
