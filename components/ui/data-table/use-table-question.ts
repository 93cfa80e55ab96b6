'use client';
import { setUrlParameters, useUrlParameter } from '../use-url-state';
import type { DataColumn, Sort, Window } from './data-column';
import { readSort, writeSort } from './sort-parameter';

/** Order and text filter of a table; they stand in the URL as `sort` and `q`. */
export function useTableQuestion(columns: DataColumn<never>[]) {
  const [sort] = useUrlParameter('sort');
  const [text] = useUrlParameter('q');
  const sortable = columns.flatMap((column) => column.sortBy ?? []);
  const question: Pick<Window, 'sort' | 'text'> = { sort: readSort(sort, sortable), text: text ?? '' };
  return { question, setSort, setText };
}

const setSort = (sort: Sort | undefined) => setUrlParameters({ sort: writeSort(sort) });
const setText = (text: string) => setUrlParameters({ q: text === '' ? null : text });
