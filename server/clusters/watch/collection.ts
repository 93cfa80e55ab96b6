import { hash } from 'node:crypto';
import type { KubeObject } from '~/server/kube/member';
import type { WatchListener, WatchState } from '~/server/kube/member-client';
import type { Topic } from '~/server/live/change';
import { MAX_KEYS } from '~/server/live/merge-changes';
import type { Fence, InventoryStore, SyncState } from '../store/inventory';
import { type InventoryTable, keyOf } from '../store/inventory-tables';

export type CollectionOptions = {
  fence: Fence;
  table: InventoryTable;
  /** The watch's name in `inventory_sync`. */
  kind: string;
  topic: Topic;
  /** Set where several watches share one table. */
  partition: string | null;
  project(object: KubeObject): Record<string, unknown>;
  store: InventoryStore;
  /** Rows were written or removed: those of the keys, or any of them. */
  onChange(topic: Topic, keys?: string[]): void;
  /** An object that could not be read, or a write that failed and is tried again. */
  onTrouble(detail: string, error: unknown): void;
};

export type Collection = WatchListener & {
  readonly sync: SyncState & { complete: boolean };
  /** Resolves when the member has first told all, or why it cannot. */
  readonly told: Promise<void>;
  /** Writes what waits, once, and resolves; what cannot be written now is read again by the next watch. */
  close(): Promise<void>;
};

const FLUSH_MS = 20;
/** Rows of a list that are written together: objects are let go as they come, only their rows wait. */
const LIST_ROWS = 500;
const RETRY_MS = 1000;

/**
 * One kind of one member as rows. Keeps a fingerprint per row, so that a heartbeat that changes nothing we keep costs
 * no write; later changes of a row replace earlier ones that wait.
 */
export function createCollection(options: CollectionOptions): Collection {
  const { fence, table, partition, store, onChange, topic } = options;
  const known = new Map<string, number>();
  const writes = createWriteQueue(options);
  let listed: Set<string> | undefined;
  let tell = () => {};
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const sync = { kind: options.kind, state: 'listing', detail: '', complete: false } as SyncState & {
    complete: boolean;
  };

  const take = (object: KubeObject): void => {
    const found = readRow(options, object);
    if (!found) return;
    const print = fingerprint(found.row);
    listed?.add(found.key);
    if (known.get(found.key) === print) return;
    known.set(found.key, print);
    writes.put(found.key, found.row);
  };

  const drop = (object: KubeObject): void => {
    const found = readRow(options, object);
    if (!found) return;
    known.delete(found.key);
    writes.put(found.key, null);
  };

  return {
    sync,
    told,
    reset: () => {
      listed = new Set();
    },
    page: async (items) => {
      for (const item of items) take(item);
      if (writes.waiting() >= LIST_ROWS) await writes.flush();
    },
    synced: async () => {
      const seen = listed ?? new Set(known.keys());
      listed = undefined;
      for (const key of [...known.keys()]) if (!seen.has(key)) known.delete(key);
      await writes.flush();
      await store.removeMissing(fence, table, [...seen], partition);
      sync.complete = true;
      tell();
      onChange(topic);
    },
    changed: (events) => {
      for (const { type, object } of events) (type === 'DELETED' ? drop : take)(object);
      writes.schedule();
    },
    state: (state) => {
      sync.state = state.kind;
      sync.detail = state.kind === 'waiting' ? sayTrouble(state) : '';
      if (state.kind !== 'waiting') return;
      tell();
      writes.schedule();
    },
    close: writes.close,
  };
}

/** The row of an object; one that cannot be read is told and skipped, so that it does not stop the others. */
function readRow({ kind, table, project, onTrouble }: CollectionOptions, object: KubeObject) {
  try {
    const projected = project(object);
    return { key: keyOf(projected, table), row: JSON.stringify(projected) };
  } catch (error) {
    onTrouble(`an object of ${kind} could not be read and was skipped`, error);
    return undefined;
  }
}

/** Rows by key that wait for the database; null removes. What cannot be written waits and is tried again. */
function createWriteQueue({ fence, table, partition, store, onChange, topic, onTrouble }: CollectionOptions) {
  let pending = new Map<string, string | null>();
  let flushing: Promise<void> | undefined;
  let closed = false;

  const write = async (batch: Map<string, string | null>): Promise<void> => {
    const rows = [...batch.values()].filter((row) => row !== null);
    const gone = [...batch].filter(([, row]) => row === null).map(([key]) => key);
    await store.upsert(fence, table, rows);
    if (gone.length > 0) await store.remove(fence, table, gone, partition);
  };

  const attempt = async (batch: Map<string, string | null>): Promise<boolean> => {
    try {
      await write(batch);
      onChange(topic, batch.size <= MAX_KEYS ? [...batch.keys()] : undefined);
      return true;
    } catch (error) {
      if (isPoison(error)) return separate(batch, error);
      onTrouble('changes could not be written and are tried again', error);
      pending = new Map([...batch, ...pending]);
      return false;
    }
  };

  /** A row that PostgreSQL cannot hold must not keep the others out: halved until it stands alone, then left out. */
  const separate = async (batch: Map<string, string | null>, error: unknown): Promise<boolean> => {
    const entries = [...batch];
    if (entries.length === 1) {
      onTrouble(`${entries[0]?.[0]} cannot be kept and was skipped`, error);
      return true;
    }
    const middle = entries.length >> 1;
    const halves = [entries.slice(0, middle), entries.slice(middle)].map((half) => new Map(half));
    const written = [];
    for (const half of halves) written.push(await attempt(half));
    return written.every(Boolean);
  };

  const drain = async (): Promise<void> => {
    while (pending.size > 0) {
      const batch = pending;
      pending = new Map();
      const written = await attempt(batch);
      if (closed && !written) return;
      if (!written) await pause(RETRY_MS);
    }
  };

  /** One at a time: two writes of one row must not overtake each other. */
  const flush = (): Promise<void> => {
    flushing ??= drain().finally(() => {
      flushing = undefined;
    });
    return flushing;
  };

  return {
    put: (key: string, row: string | null) => void pending.set(key, row),
    waiting: () => pending.size,
    flush,
    schedule: () => {
      if (pending.size > 0 && !flushing) {
        flushing = pause(FLUSH_MS)
          .then(drain)
          .finally(() => {
            flushing = undefined;
          });
      }
    },
    close: async () => {
      closed = true;
      await flush();
    },
  };
}

/** SQLSTATE class 22: the value itself is wrong (out of range, not text), so that trying again is of no use. */
const isPoison = (error: unknown) => /^22/.test(String((error as { code?: unknown }).code));

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function sayTrouble({ error }: Extract<WatchState, { kind: 'waiting' }>): string {
  const failure = (error as { failure?: { detail?: string } }).failure;
  return (failure?.detail ?? (error instanceof Error ? error.message : String(error))).slice(0, 500);
}

/** 52 bits of a SHA-1: enough to tell versions of one row apart, kept in 8 bytes. */
const fingerprint = (text: string) => Number.parseInt(hash('sha1', text).slice(0, 13), 16);
