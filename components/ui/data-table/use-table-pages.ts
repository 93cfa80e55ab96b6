'use client';
import {
  keepPreviousData,
  type QueryFunction,
  type QueryKey,
  type SkipToken,
  useQueries,
  useQuery,
} from '@tanstack/react-query';
import type { Page, Window } from './data-column';
import { PAGE_SIZE, pagesOf, rowsByIndex } from './page-window';

/** How one window of rows is asked for; every procedure that lists gives such options. */
export type LoadWindow<Row, Key extends QueryKey> = (window: Window) => {
  queryKey: Key;
  queryFn?: QueryFunction<Page<Row>, Key> | SkipToken;
};

export type TablePages<Row> = {
  rows: Map<number, Row>;
  total: number | undefined;
  error: unknown;
  /** The rows shown answer an earlier question; the new answer is on its way. */
  outdated: boolean;
  retry: () => void;
};

/** Loads the pages that are looked at, and only those; while a new question is asked the old answer stays. */
export function useTablePages<Row, Key extends QueryKey>(
  load: LoadWindow<Row, Key>,
  question: Pick<Window, 'sort' | 'text'>,
  seen: { first: number; last: number },
): TablePages<Row> {
  const window = (page: number) => load({ ...question, offset: page * PAGE_SIZE, limit: PAGE_SIZE });
  const first = useQuery({ ...window(0), placeholderData: keepPreviousData });
  const total = first.data?.total;
  const others = pagesOf(seen.first, Math.min(seen.last, (total ?? 1) - 1)).filter((page) => page > 0);
  const rest = useQueries({ queries: others.map((page) => window(page)) });
  const pages = others.map((page, index) => ({ page, rows: rest[index]?.data?.rows ?? [] }));
  return {
    rows: rowsByIndex([{ page: 0, rows: first.data?.rows ?? [] }, ...pages]),
    total,
    error: first.error ?? rest.find((result) => result.error)?.error ?? null,
    outdated: first.isPlaceholderData,
    retry: () => void first.refetch(),
  };
}
