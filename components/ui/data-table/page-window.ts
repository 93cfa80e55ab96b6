import type { Address } from '../url-parameters';
import type { Window } from './data-column';
import { readSort } from './sort-parameter';

export const PAGE_SIZE = 100;

/** The pages that hold rows `first` to `last` (both included); always at least the first page. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / PAGE_SIZE);
  const to = Math.max(from, Math.floor(Math.max(0, last) / PAGE_SIZE));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Rows by their index in the whole answer, from the pages that have arrived. */
export function rowsByIndex<Row>(pages: { page: number; rows: readonly Row[] }[]): Map<number, Row> {
  const rows = new Map<number, Row>();
  for (const { page, rows: loaded } of pages)
    for (const [index, row] of loaded.entries()) rows.set(page * PAGE_SIZE + index, row);
  return rows;
}

/** The first page of rows at an address, before it is known which columns can be sorted by. */
export function firstWindow(address: Address): Window {
  const [by = ''] = (address.get('sort') ?? '').split('.');
  const sort = readSort(address.get('sort'), by === '' ? [] : [by]);
  return { sort, text: address.get('q') ?? '', offset: 0, limit: PAGE_SIZE };
}
