import type { Sort } from './data-column';

/** `name` or `name.desc` in the URL. */
export function readSort(parameter: string | null, allowed: readonly string[]): Sort | undefined {
  const [by = '', direction] = (parameter ?? '').split('.');
  return allowed.includes(by) ? { by, descending: direction === 'desc' } : undefined;
}

export const writeSort = (sort: Sort | undefined): string | null =>
  sort === undefined ? null : `${sort.by}${sort.descending ? '.desc' : ''}`;

/** A click on a header: ascending, then descending, then the order the server chooses. */
export function nextSort(current: Sort | undefined, by: string): Sort | undefined {
  if (current?.by !== by) return { by, descending: false };
  return current.descending ? undefined : { by, descending: true };
}
