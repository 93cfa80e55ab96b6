import { instant } from '~/server/clusters/core/read-object';
import type { ListPage } from '~/server/kube/member-client';
import type { Actor } from '~/server/teams/model/actor';
import { locate } from './locate';
import type { Cell, ObjectListInput, ObjectTable } from './model/table';
import type { ObjectDeps } from './ports';

const MOST_TEXT = 2000;

/** One page of a kind, in the columns that the member itself prints; nothing of it is kept. */
export async function listObjects(
  deps: Pick<ObjectDeps, 'clientFor' | 'kinds' | 'clock'>,
  actor: Actor,
  { cluster, kind, ...query }: ObjectListInput,
): Promise<ObjectTable> {
  const { client, ref } = await locate(deps, actor, { ...kind, cluster });
  const page = await client.list(ref, { as: 'table', ...given(query) });
  return {
    columns: page.table?.columns ?? [],
    rows: rowsOf(page),
    continue: page.continue ?? null,
    remaining: page.remainingItemCount ?? null,
    asOf: deps.clock.now().toISOString(),
  };
}

/** Only what was asked: an absent filter must not reach the member as an empty one. */
const given = <Query extends object>(query: Query) =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Query]: Exclude<Query[Key], undefined>;
  };

const rowsOf = ({ table }: ListPage): ObjectTable['rows'] =>
  (table?.rows ?? []).map(({ cells, object: { metadata } }) => ({
    name: metadata.name,
    namespace: metadata.namespace ?? null,
    uid: metadata.uid ?? '',
    createdAt: instant(metadata.creationTimestamp),
    labels: metadata.labels ?? {},
    cells: cells.map(cellOf),
  }));

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, MOST_TEXT);
}
