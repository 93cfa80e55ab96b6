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
};

export type ReadingBudgetOptions = { answers?: number; sliceMs?: number; waitMs?: number; pace?: Pace };

const ANSWERS = 8;
const SLICE_MS = 10;
const WAIT_MS = 120_000;

export function createReadingBudget(options: ReadingBudgetOptions = {}): ReadingBudget {
  const { answers = ANSWERS, sliceMs = SLICE_MS, waitMs = WAIT_MS, pace = systemPace } = options;
  const bound = createBound(pace, answers, waitMs);
  let sliceStart = pace.monotonic();
  let turn: Promise<void> | undefined;
  return {
    enter: (signal) => bound.enter(signal),
    breathe() {
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
    },
  };
}
