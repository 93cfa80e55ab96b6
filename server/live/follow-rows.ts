import type { Change, Topic } from './change';
import type { LiveHub } from './live-hub';

/** What a browser does to the rows it shows: puts each in the place of the one with its key, and drops the removed. */
export type RowBatch<Row> = { id: string; put: Row[]; removed: string[] };

export type RowSource<Row> = {
  topic: Topic;
  /** Reads the rows that exist, as lists give them. */
  read(keys: string[]): Promise<Row[]>;
  keyOf(row: Row): string;
  /** A read failed and is tried again. */
  onTrouble(error: unknown): void;
  /** Milliseconds until it is. */
  retryMs?: number;
};

const RETRY_MS = 1000;
const ATTEMPTS = 5;

/** Follows the rows of the given keys (`cluster/key`) as they are committed, until `signal` aborts or reads fail five times in a row. */
export async function* followRows<Row>(
  live: LiveHub,
  source: RowSource<Row>,
  shown: { keys: string[]; lastEventId: string | undefined },
  signal: AbortSignal,
): AsyncGenerator<RowBatch<Row>, void> {
  for await (const batch of live.subscribe(shown.lastEventId, signal)) {
    const touched = batch.kind === 'resync' ? shown.keys : touchedKeys(batch.changes, source.topic, shown.keys);
    if (touched.length === 0) continue;
    const put = await readAgain(source, touched, signal);
    const found = new Set(put.map(source.keyOf));
    yield { id: batch.id, put, removed: touched.filter((key) => !found.has(key)) };
  }
}

/** A database that is away for a moment must not end what a browser follows. */
async function readAgain<Row>(source: RowSource<Row>, keys: string[], signal: AbortSignal): Promise<Row[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await source.read(keys);
    } catch (error) {
      if (attempt === ATTEMPTS || signal.aborted) throw error;
      source.onTrouble(error);
      await new Promise((resolve) => setTimeout(resolve, source.retryMs ?? RETRY_MS));
    }
  }
}

/** The shown rows that changes may have touched. */
export function touchedKeys(changes: readonly Change[], topic: Topic, shown: readonly string[]): string[] {
  const clusters = new Map<string, Set<string> | 'any'>();
  for (const { cluster, keys } of changes.filter((change) => change.topic === topic)) {
    clusters.set(cluster, keys ? new Set(keys) : 'any');
  }
  if (clusters.size === 0) return [];
  return shown.filter((key) => {
    const [cluster, row] = splitRowKey(key);
    const touched = clusters.get(cluster);
    return touched === 'any' || touched?.has(row) === true;
  });
}

/** A cluster's name holds no slash; a row's key may. */
function splitRowKey(key: string): [cluster: string, row: string] {
  const slash = key.indexOf('/');
  return [key.slice(0, slash), key.slice(slash + 1)];
}
