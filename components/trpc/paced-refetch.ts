import type { Change } from './affected-queries';

/** What a batch of `live.changes` says; `resync`: anything may have changed. */
export type Told = { kind: 'changes'; changes: readonly Change[] } | { kind: 'resync' };

/** A single change is shown this soon, in milliseconds. */
const FIRST_MS = 300;

type PacedRefetchOptions = {
  /** While changes keep coming, milliseconds from one refetch to the next. */
  everyMs: number;
  /** Nobody looks: changes wait until `resume`. */
  isHidden(): boolean;
  refetch(told: Told): void;
};

/** Gathers changes and asks again at a bounded rate. What waits is one change per topic and cluster. */
export function createPacedRefetch({ everyMs, isHidden, refetch }: PacedRefetchOptions) {
  const waiting = new Map<string, Change>();
  let anything = false;
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    if (isHidden()) return;
    const told: Told = anything ? { kind: 'resync' } : { kind: 'changes', changes: [...waiting.values()] };
    waiting.clear();
    anything = false;
    last = Date.now();
    refetch(told);
  };
  const plan = () => {
    if (waiting.size === 0 && !anything) return;
    timer ??= setTimeout(flush, Math.max(FIRST_MS, last + everyMs - Date.now()));
  };
  return {
    tell(told: Told) {
      if (told.kind === 'resync') anything = true;
      else for (const change of told.changes) waiting.set(`${change.topic} ${change.cluster}`, change);
      plan();
    },
    resume: plan,
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
