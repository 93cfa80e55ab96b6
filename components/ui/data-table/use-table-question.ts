'use client';
import { parseAsString, useQueryStates } from 'nuqs';
import type { DataColumn, Sort, Window } from './data-column';
import { readSort, writeSort } from './sort-parameter';

const parameters = { sort: parseAsString, q: parseAsString.withDefault('') };

/** Order and text filter of a table; they stand in the URL as `sort` and `q`. */
export function useTableQuestion(columns: DataColumn<never>[]) {
  const [{ sort, q }, set] = useQueryStates(parameters);
  const question: Pick<Window, 'sort' | 'text'> = {
    sort: readSort(
      sort,
      columns.flatMap((column) => column.sortBy ?? []),
    ),
    text: q,
  };
  return {
    question,
    setSort: (next: Sort | undefined) => void set({ sort: writeSort(next) }),
    setText: (next: string) => void set({ q: next === '' ? null : next }),
  };
}
