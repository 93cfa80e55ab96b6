import { type Pace, systemPace } from '~/server/kube/pace';
import { type Bound, createBound } from '~/server/kube/request/bound';

/**
 * What all lists of the process share, so that a hundred members that answer at once neither fill the memory nor hold
 * the event loop: a number of answers being read, and a slice of time after which other work has its turn.
 */
export type ReadingBudget = {
  /** Waits for a place among the answers that are read at once. */
  enter: Bound['enter'];
  /** Resolves at once while the slice lasts, and after a turn of the event loop when it is used up. */
  breathe(): Promise<void> | undefined;
  /**
   * Resolves when no list is read or waits to be, one caller a turn of the event loop; at the latest after a bounded
   * wait. A list that takes long no longer counts: one silent member must not keep the others waiting.
   */
  quiet(signal?: AbortSignal): Promise<void>;
};

export type ReadingBudgetOptions = {
  answers?: number;
  sliceMs?: number;
  waitMs?: number;
  quietMs?: number;
  countsMs?: number;
  pace?: Pace;
};

const ANSWERS = 8;
const SLICE_MS = 10;
const WAIT_MS = 120_000;
const QUIET_MS = 30_000;
const COUNTS_MS = 3000;

export function createReadingBudget(options: ReadingBudgetOptions = {}): ReadingBudget {
  const { answers = ANSWERS, sliceMs = SLICE_MS, waitMs = WAIT_MS } = options;
  const { quietMs = QUIET_MS, countsMs = COUNTS_MS, pace = systemPace } = options;
  const bound = createBound(pace, answers, waitMs);
  const calm = createCalm(pace, quietMs);
  return {
    enter: async (signal) => {
      const settle = calm.disturb();
      try {
        const leave = await bound.enter(signal);
        const cancel = pace.after(countsMs, settle);
        return () => {
          cancel();
          leave();
          settle();
        };
      } catch (error) {
        settle();
        throw error;
      }
    },
    breathe: createSlices(pace, sliceMs),
    quiet: calm.wait,
  };
}

function createSlices(pace: Pace, sliceMs: number): ReadingBudget['breathe'] {
  let sliceStart = pace.monotonic();
  let turn: Promise<void> | undefined;
  return () => {
    if (turn) return turn;
    if (pace.monotonic() - sliceStart < sliceMs) return undefined;
    turn = new Promise((resolve) => {
      setImmediate(() => {
        turn = undefined;
        sliceStart = pace.monotonic();
        resolve();
      });
    });
    return turn;
  };
}

/** Who waits until nobody disturbs any more. */
function createCalm(pace: Pace, limitMs: number) {
  const waiting = new Set<() => void>();
  let disturbing = 0;

  const releaseNext = () => {
    const [release] = waiting;
    if (!release || disturbing > 0) return;
    release();
    setImmediate(releaseNext);
  };

  return {
    disturb() {
      let isOver = false;
      disturbing++;
      return () => {
        if (isOver) return;
        isOver = true;
        disturbing--;
        releaseNext();
      };
    },
    wait(signal?: AbortSignal): Promise<void> {
      if (disturbing === 0 || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const release = () => {
          waiting.delete(release);
          cancel();
          signal?.removeEventListener('abort', release);
          resolve();
        };
        const cancel = pace.after(limitMs, release);
        waiting.add(release);
        signal?.addEventListener('abort', release, { once: true });
      });
    },
  };
}
