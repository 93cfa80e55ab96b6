import { expired } from '~/server/simulator/api/api-error';
import type { ListQuery } from '~/server/simulator/api/select/query';
import type { Change, Store, Stored } from '~/server/simulator/api/store';

export type WatchEvent = { type: 'ADDED' | 'MODIFIED' | 'DELETED'; stored: Stored };

/**
 * Sends the events that a watcher has missed, then those that come, until the returned function is called. Without a
 * resourceVersion, or from 0, it begins with the present state as ADDED. Throws 410 when the window has moved on.
 */
export function openWatch(
  store: Store,
  storage: string,
  query: ListQuery,
  send: (event: WatchEvent) => void,
): () => void {
  const forward = (change: Change) => {
    const event = eventOf(change, query);
    if (event) send(event);
  };
  if (query.resourceVersion) {
    const missed = store.since(storage, query.resourceVersion);
    if (!missed) throw expired(`too old resource version: ${query.resourceVersion} (${store.floor(storage)})`);
    for (const change of missed) forward(change);
  } else {
    for (const stored of store.all(storage)) if (isMeant(stored, query)) send({ type: 'ADDED', stored });
  }
  return store.subscribe(storage, forward);
}

/** A change as a watcher with a selector sees it: objects come into its sight and leave it. */
function eventOf({ type, now, before, revision }: Change, query: ListQuery): WatchEvent | undefined {
  const was = before !== undefined && isMeant(before, query);
  const is = type !== 'DELETED' && isMeant(now, query);
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', stored: now };
  if (!was) return undefined;
  return { type: 'DELETED', stored: type === 'DELETED' ? now : lastSeen(before, revision) };
}

const isMeant = (stored: Stored, { namespace, matches }: ListQuery) =>
  (namespace === '' || stored.namespace === namespace) && (matches?.(stored) ?? true);

/** What leaves a selector is shown as it was last seen, under the revision at which it left. */
function lastSeen(before: Stored, revision: number): Stored {
  const object = before.object();
  const left = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
  return { ...before, revision, bytes: Buffer.from(JSON.stringify(left)), object: () => left };
}
