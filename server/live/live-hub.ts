import { randomUUID } from 'node:crypto';
import type { Change, LiveEvent } from './change';
import { mergeChanges } from './merge-changes';

/** A batch for one browser: what changed since its last batch, or that it must read everything again. */
export type LiveBatch = { id: string; kind: 'changes'; changes: Change[] } | { id: string; kind: 'resync' };

export type LiveHub = {
  publish(change: Change): void;
  /** Everybody reads everything again: after a gap between replicas. */
  resync(): void;
  /** Where a list that is read now continues from. */
  lastEventId(): string;
  /** How many subscriptions are open. */
  listeners(): number;
  /** Batches after `lastEventId` until `signal` aborts; an id too old or of another process begins with a resync. */
  subscribe(lastEventId: string | undefined, signal: AbortSignal): AsyncGenerator<LiveBatch, void>;
};

/**
 * Changes for browsers, replayable for a bounded time. What waits for a slow reader is bounded by that time, and is told
 * as one change per topic and cluster.
 */
export function createLiveHub(options: { keep?: number; coalesceMs?: number } = {}): LiveHub {
  const { keep = 4096, coalesceMs = 30 } = options;
  const epoch = randomUUID().slice(0, 8);
  const recent: LiveEvent[] = [];
  const wakers = new Set<() => void>();
  let sequence = 0;
  let floor = 0;
  let open = 0;

  const idOf = (count: number) => `${epoch}:${count}`;
  const wakeAll = () => {
    for (const wake of wakers) wake();
  };

  const publish = (change: Change) => {
    sequence += 1;
    recent.push({ id: idOf(sequence), change });
    if (recent.length > keep) floor += recent.splice(0, recent.length - keep).length;
    wakeAll();
  };

  const resync = () => {
    sequence += 1;
    floor = sequence;
    recent.length = 0;
    wakeAll();
  };

  const since = (from: number): LiveBatch | undefined => {
    if (from >= sequence) return undefined;
    if (from < floor) return { id: idOf(sequence), kind: 'resync' };
    const changes = mergeChanges(recent.slice(from - floor).map(({ change }) => change));
    return { id: idOf(sequence), kind: 'changes', changes };
  };

  const positionOf = (id: string | undefined): number => {
    if (id === undefined) return sequence;
    const [process, count] = id.split(':');
    const position = Number(count);
    return process === epoch && Number.isInteger(position) && position <= sequence ? position : -1;
  };

  async function* subscribe(lastEventId: string | undefined, signal: AbortSignal): AsyncGenerator<LiveBatch, void> {
    let position = positionOf(lastEventId);
    open += 1;
    try {
      while (!signal.aborted) {
        const batch = position < 0 ? ({ id: idOf(sequence), kind: 'resync' } as const) : since(position);
        if (batch) {
          position = sequence;
          yield batch;
          await pause(coalesceMs, signal);
        } else {
          await nextWake(wakers, signal);
        }
      }
    } finally {
      open -= 1;
    }
  }

  return { publish, resync, lastEventId: () => idOf(sequence), listeners: () => open, subscribe };
}

const nextWake = (wakers: Set<() => void>, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const wake = () => {
      wakers.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    wakers.add(wake);
    signal.addEventListener('abort', wake, { once: true });
  });

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
