import { gravityOf } from '~/server/kernel/status';
import type { ApplicationListInput, ApplicationRow } from '../model/row';

type Column = NonNullable<ApplicationListInput['sort']>['by'];
const VALUE: Record<Column, (row: ApplicationRow) => string | number> = {
  name: ({ name }) => name,
  status: ({ status }) => -gravityOf(status),
  clusters: ({ clusters }) => clusters,
  drifted: ({ drifted }) => drifted,
  revision: ({ revision }) => revision,
  team: ({ team }) => team ?? '',
  savedAt: ({ savedAt }) => savedAt,
};

/** One page of rows that are known as a whole, in the order that is asked for, then by name. */
export function pageRows(
  all: readonly ApplicationRow[],
  { sort, filter, offset, limit }: ApplicationListInput,
): { rows: ApplicationRow[]; total: number } {
  const { statuses = [], team: owner } = filter ?? {};
  const rows = all.filter(
    ({ status, team }) =>
      (statuses.length === 0 || statuses.includes(status)) && (owner === undefined || team === owner),
  );
  const value = VALUE[sort?.by ?? 'name'] as (typeof VALUE)[Column];
  const direction = sort?.descending ? -1 : 1;
  const ordered = rows.toSorted((a, b) => direction * compare(value(a), value(b)) || compare(a.name, b.name));
  return { rows: ordered.slice(offset, offset + limit), total: rows.length };
}

const compare = (one: string | number, other: string | number) => (one < other ? -1 : one > other ? 1 : 0);
