import type { Page, Window } from './data-column';

/** How rows that are all here answer what a table asks of its server. */
export type Answering<Row> = {
  /** What a row is sorted by, under the names that the columns use. */
  sortBy: Record<string, (row: Row) => string | number>;
  /** The texts of a row in which the filter looks. */
  textOf: (row: Row) => string;
};

/** The window of rows that a table asks for; what is not sorted keeps its order. */
export function pageOf<Row>(
  rows: readonly Row[],
  { sort, text, offset, limit }: Window,
  how: Answering<Row>,
): Page<Row> {
  const wanted = text.trim().toLowerCase();
  const found = wanted === '' ? rows : rows.filter((row) => how.textOf(row).toLowerCase().includes(wanted));
  const by = sort && how.sortBy[sort.by];
  const sorted = by ? found.toSorted((one, other) => compare(by(one), by(other)) * (sort.descending ? -1 : 1)) : found;
  return { rows: sorted.slice(offset, offset + limit), total: found.length };
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), undefined, { numeric: true });
}
