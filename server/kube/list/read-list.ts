import { z } from 'zod';
import type { Identity, KubeObject, Resource } from '~/server/kube/member';
import type { CallOptions, ListPage, ListQuery, Table } from '~/server/kube/member-client';
import type { Call, MemberConnection } from '~/server/kube/member-connection';
import { Ended } from '~/server/kube/request/ended';
import type { Answer } from '~/server/kube/request/exchange';
import { memberFailure } from '~/server/kube/request/member-failure';
import { refuseFailure, shaped } from '~/server/kube/whole-answer';
import { CutPaths } from './cut-paths';
import { listAccept, listPath } from './list-query';
import { ListSplitter } from './list-splitter';

export type Listing = { resource: Resource; query: ListQuery; options?: CallOptions | undefined };

/** A list's answer without its objects. */
export type ListEnd = Omit<ListPage, 'items' | 'table'> & { columns: Table['columns'] };

const LIST_DEADLINE_MS = 120_000;
const MAX_LIST_BYTES = 1024 * 1024 * 1024;

/** The call that asks for one answer of a list. Its limits are wider: an old server may answer everything at once. */
export function listCall(identity: Identity, { resource, query, options = {} }: Listing): Call {
  return {
    path: listPath(resource, query),
    accept: listAccept(query.as),
    identity,
    limits: { deadlineMs: options.deadlineMs ?? LIST_DEADLINE_MS, maxBytes: MAX_LIST_BYTES },
    ...(options.signal ? { signal: options.signal } : {}),
  };
}

/** Sends a list's call and hands its objects on as their bytes arrive. */
export async function readList(
  connection: MemberConnection,
  call: Call,
  query: ListQuery,
  take: (items: unknown[]) => void | Promise<void>,
): Promise<ListEnd> {
  const { reading, member } = connection;
  const leave = await reading.enter(call.signal).catch((error) => Promise.reject(memberFailure(member.name, error)));
  try {
    const answer = await connection.open(call);
    await refuseFailure(connection, answer);
    const splitter = new ListSplitter(query.as === 'table' ? 'rows' : 'items', new CutPaths(query.without ?? []));
    try {
      return listEnd(connection, await drain(connection, answer, splitter, take));
    } catch (error) {
      // what the taker throws is its own
      throw error instanceof Ended ? memberFailure(member.name, error) : error;
    } finally {
      answer.close();
    }
  } finally {
    leave();
  }
}

async function drain(
  { reading }: MemberConnection,
  answer: Answer,
  splitter: ListSplitter,
  take: (items: unknown[]) => void | Promise<void>,
): Promise<unknown> {
  for (let chunk = await answer.read(); chunk; chunk = await answer.read()) {
    const items = splitter.push(chunk);
    if (items.length > 0) await take(items);
    await reading.breathe();
  }
  return splitter.end();
}

const Envelope = z.object({
  metadata: z.object({
    resourceVersion: z.string().catch(''),
    continue: z.string().optional(),
    remainingItemCount: z.number().optional(),
  }),
  columnDefinitions: z.array(z.object({ name: z.string(), type: z.string(), priority: z.number().catch(0) })).catch([]),
});

function listEnd(connection: MemberConnection, envelope: unknown): ListEnd {
  const { metadata, columnDefinitions } = shaped(connection, Envelope, envelope);
  return {
    resourceVersion: metadata.resourceVersion,
    ...(metadata.continue ? { continue: metadata.continue } : {}),
    ...(metadata.remainingItemCount === undefined ? {} : { remainingItemCount: metadata.remainingItemCount }),
    columns: columnDefinitions,
  };
}

/** The guarantee behind the cast: each has metadata with a name; the rest of the type is optional or unknown. */
export function asObjects(items: unknown[]): KubeObject[] {
  for (const item of items as Partial<KubeObject | undefined>[]) {
    if (typeof item?.metadata?.name !== 'string') {
      throw new Ended('garbled', 'the list holds something that is no Kubernetes object');
    }
  }
  return items as KubeObject[];
}
