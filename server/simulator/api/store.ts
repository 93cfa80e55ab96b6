import type { KubeObject } from './object';

/** One revision of one object: its bytes are written once and sent as they are to every reader. */
export type Stored = {
  /** `namespace/name`, or `name` for cluster-scoped kinds. */
  key: string;
  namespace: string;
  name: string;
  revision: number;
  bytes: Buffer;
  /** The parsed object, shared: never change it. */
  object(): KubeObject;
};

export type Change = { type: 'ADDED' | 'MODIFIED' | 'DELETED'; revision: number; now: Stored; before?: Stored };
type Listener = (change: Change) => void;

/**
 * One member's objects under one counter of revisions, and a bounded window of past changes per kind (what etcd and the
 * watch cache are to the real server). All methods are synchronous.
 */
export type Store = {
  revision(): number;
  get(storage: string, key: string): Stored | undefined;
  /** All objects in the order of their keys. */
  all(storage: string): readonly Stored[];
  /** The objects as they were at a revision; undefined when the window no longer reaches that far. */
  at(storage: string, revision: number): readonly Stored[] | undefined;
  /** Changes after a revision; undefined when the window no longer reaches that far. */
  since(storage: string, revision: number): readonly Change[] | undefined;
  /** The first revision that can still be resumed from. */
  floor(storage: string): number;
  /** `isOwn`: the object is plain JSON that nobody will change any more, so that it need not be read back. */
  put(storage: string, object: KubeObject, isOwn?: boolean): Stored;
  /** Removes the object; the DELETED change carries its last state under a new revision, as the real server's does. */
  remove(storage: string, key: string, last?: KubeObject): Stored | undefined;
  subscribe(storage: string, listener: Listener): () => void;
  /** Forgets all past changes, as a compaction of etcd does: older watches and continue tokens expire. */
  compact(): void;
};

type Collection = {
  items: Map<string, Stored>;
  sorted: Stored[] | undefined;
  changes: Change[];
  floor: number;
  listeners: Set<Listener>;
};

/** `window` is the number of past changes kept per kind. */
export function createStore(window = 1000): Store {
  const collections = new Map<string, Collection>();
  let revision = 1;

  const open = (storage: string): Collection => {
    let found = collections.get(storage);
    if (!found) {
      found = { items: new Map(), sorted: undefined, changes: [], floor: 0, listeners: new Set() };
      collections.set(storage, found);
    }
    return found;
  };
  const record = (collection: Collection, change: Change) => {
    reorder(collection, change);
    collection.changes.push(change);
    if (collection.changes.length >= window * 2) forget(collection, window);
    for (const listener of [...collection.listeners]) listener(change);
  };

  return {
    revision: () => revision,
    get: (storage, key) => collections.get(storage)?.items.get(key),
    all: (storage) => sortedItems(open(storage)),
    at: (storage, asked) => itemsAt(open(storage), asked),
    since: (storage, asked) => changesSince(open(storage), asked),
    floor: (storage) => open(storage).floor,
    put(storage, object, isOwn = false) {
      const collection = open(storage);
      const now = stored(object, ++revision, isOwn);
      const before = collection.items.get(now.key);
      collection.items.set(now.key, now);
      record(collection, { type: before ? 'MODIFIED' : 'ADDED', revision, now, ...(before ? { before } : {}) });
      return now;
    },
    remove(storage, key, last) {
      const collection = open(storage);
      const before = collection.items.get(key);
      if (!before) return undefined;
      collection.items.delete(key);
      const now = stored(last ?? before.object(), ++revision);
      record(collection, { type: 'DELETED', revision, now, before });
      return now;
    },
    subscribe(storage, listener) {
      const { listeners } = open(storage);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    compact() {
      for (const collection of collections.values()) {
        forget(collection, 0);
        collection.floor = revision;
      }
    },
  };
}

/** The key of an object, and the order of lists: that of etcd's keys. */
export const keyOf = (namespace: string | undefined, name: string) => (namespace ? `${namespace}/${name}` : name);

function stored(object: KubeObject, revision: number, isOwn = false): Stored {
  const { name, generateName, namespace, uid, resourceVersion: _old, ...rest } = object.metadata;
  const identity = {
    name,
    ...(generateName ? { generateName } : {}),
    ...(namespace ? { namespace } : {}),
    ...(uid ? { uid } : {}),
  };
  const written = { ...object, metadata: { ...identity, resourceVersion: String(revision), ...rest } };
  const bytes = Buffer.from(JSON.stringify(written));
  let parsed = isOwn ? new WeakRef<KubeObject>(written) : undefined;
  return {
    key: keyOf(namespace, name),
    namespace: namespace ?? '',
    name,
    revision,
    bytes,
    object() {
      const known = parsed?.deref();
      if (known) return known;
      const fresh: KubeObject = JSON.parse(bytes.toString());
      parsed = new WeakRef(fresh);
      return fresh;
    },
  };
}

/** A change of an object keeps the order of the list; only additions and removals cost a new one. */
function reorder(collection: Collection, { type, now }: Change): void {
  const { sorted } = collection;
  if (type !== 'MODIFIED' || !sorted) {
    collection.sorted = undefined;
    return;
  }
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.key ?? '') < now.key) low = middle + 1;
    else high = middle;
  }
  sorted[low] = now;
}

function forget(collection: Collection, keep: number): void {
  const dropped = collection.changes.splice(0, collection.changes.length - keep);
  collection.floor = dropped.at(-1)?.revision ?? collection.floor;
}

const byKey = (one: Stored, other: Stored) => (one.key < other.key ? -1 : 1);

function sortedItems(collection: Collection): readonly Stored[] {
  collection.sorted ??= [...collection.items.values()].sort(byKey);
  return collection.sorted;
}

function changesSince({ changes, floor }: Collection, revision: number): Change[] | undefined {
  if (revision < floor) return undefined;
  let first = changes.length;
  while (first > 0 && (changes[first - 1]?.revision ?? 0) > revision) first--;
  return changes.slice(first);
}

function itemsAt(collection: Collection, revision: number): readonly Stored[] | undefined {
  const undone = changesSince(collection, revision);
  if (!undone) return undefined;
  if (undone.length === 0) return sortedItems(collection);
  const items = new Map(collection.items);
  for (const { now, before } of undone.reverse()) {
    if (before) items.set(now.key, before);
    else items.delete(now.key);
  }
  return [...items.values()].sort(byKey);
}
