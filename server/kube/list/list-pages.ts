import { isRefusedWith } from '~/server/kernel/failure';
import type { Identity, KubeObject } from '~/server/kube/member';
import type { ListPage, Table } from '~/server/kube/member-client';
import type { MemberConnection } from '~/server/kube/member-connection';
import { Ended } from '~/server/kube/request/ended';
import { memberFailure } from '~/server/kube/request/member-failure';
import { retried } from '~/server/kube/whole-answer';
import { ENDLESS, MAX_PAGES } from './list-query';
import { asObjects, type Listing, listCall, readList } from './read-list';

/** One page as the member answered it. */
export function listPage(connection: MemberConnection, identity: Identity, listing: Listing): Promise<ListPage> {
  const isTable = listing.query.as === 'table';
  return retried(connection, listCall(identity, listing), async (call) => {
    const found: unknown[] = [];
    const { columns, ...end } = await readList(connection, call, listing.query, (items) => {
      for (const item of items) found.push(item);
      if (!isTable) asObjects(items);
    });
    if (!isTable) return { ...end, items: found as KubeObject[] };
    const rows = asRows(found);
    return { ...end, items: rows.map(({ object }) => object), table: { columns, rows } };
  });
}

/** Every page in turn; when the continuation has expired (410) all begins again, once. */
export async function* listPages(
  connection: MemberConnection,
  identity: Identity,
  listing: Listing,
): AsyncGenerator<ListPage> {
  const { continue: first, ...query } = listing.query;
  let next = first;
  let mayRestart = true;
  for (let count = 0; count < MAX_PAGES; count++) {
    try {
      const page = await listPage(connection, identity, { ...listing, query: { ...query, ...continued(next) } });
      yield page;
      if (page.continue === undefined) return;
      next = page.continue;
    } catch (error) {
      if (!mayRestart || next === undefined || !isGone(error)) throw error;
      mayRestart = false;
      next = undefined;
    }
  }
  throw memberFailure(connection.member.name, ENDLESS);
}

const continued = (next: string | undefined) => (next === undefined ? {} : { continue: next });

/** Whether the member says that a version or a continuation is too old (410). */
export const isGone = (error: unknown): boolean => isRefusedWith(error, 410);

/** The guarantee behind the cast: each row has cells and an object with metadata. */
function asRows(rows: unknown[]): Table['rows'] {
  for (const row of rows as Partial<Table['rows'][number]>[]) {
    if (!Array.isArray(row?.cells)) throw new Ended('garbled', 'a row of the table has no cells');
    asObjects([row.object]);
  }
  return rows as Table['rows'];
}
