import { z } from 'zod';
import { clusterFailureOf } from '~/server/kernel/failure';
import type { Identity, KubeObject, Resource } from '../member';
import type { CallOptions, ListPage, ListQuery } from '../member-client';
import type { Call, MemberConnection } from '../member-connection';
import { readJson, shaped } from '../request/whole-answer';
import { listAccept, listPath } from './list-query';

export type Listing = { resource: Resource; query: ListQuery; options: CallOptions | undefined };

const Page = z.object({
  metadata: z.object({
    resourceVersion: z.string().catch(''),
    continue: z.string().optional(),
    remainingItemCount: z.number().optional(),
  }),
  items: z.array(z.looseObject({ metadata: z.looseObject({}) })).nullish(),
});

/** One page as the member answered it. */
export async function listPage(connection: MemberConnection, identity: Identity, listing: Listing): Promise<ListPage> {
  const { resource, query, options = {} } = listing;
  const call: Call = {
    path: listPath(resource, query),
    accept: listAccept(query.as),
    identity,
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.deadlineMs === undefined ? {} : { limits: { deadlineMs: options.deadlineMs } }),
  };
  const { metadata, items } = shaped(connection, Page, await readJson(connection, call));
  return {
    resourceVersion: metadata.resourceVersion,
    ...(metadata.continue ? { continue: metadata.continue } : {}),
    ...(metadata.remainingItemCount === undefined ? {} : { remainingItemCount: metadata.remainingItemCount }),
    items: (items ?? []) as KubeObject[],
  };
}

/** Every page in turn; when the continuation has expired (410) all begins again, once. */
export async function* listPages(
  connection: MemberConnection,
  identity: Identity,
  listing: Listing,
): AsyncGenerator<ListPage> {
  let next: string | undefined = listing.query.continue;
  let mayRestart = true;
  do {
    const query = { ...listing.query, ...(next === undefined ? {} : { continue: next }) };
    try {
      const page = await listPage(connection, identity, { ...listing, query });
      yield page;
      next = page.continue;
    } catch (error) {
      const failure = clusterFailureOf(error);
      if (!mayRestart || next === undefined || failure?.kind !== 'cluster-refused' || failure.status !== 410)
        throw error;
      mayRestart = false;
      next = undefined;
    }
  } while (next !== undefined);
}
