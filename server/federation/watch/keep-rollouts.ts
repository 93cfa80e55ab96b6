import { createTimers } from '~/server/clusters/watch/timers';
import { type AdvanceDeps, advanceRollouts } from '../advance-rollouts';

export type KeepRollouts = AdvanceDeps & {
  onTrouble(detail: string, error: unknown): void;
  /** Milliseconds between two looks. */
  everyMs?: number;
};

const EVERY_MS = 2000;

/** Moves rollouts on, until it is stopped. */
export function keepRollouts(deps: KeepRollouts): { stop(): Promise<void> } {
  const { onTrouble, everyMs = EVERY_MS } = deps;
  const stopped = new AbortController();
  const timers = createTimers(stopped.signal, (error) => onTrouble('rollouts could not be moved on', error));
  let looking: Promise<void> = Promise.resolve();
  timers.every(everyMs, () => {
    looking = advanceRollouts(deps);
    return looking;
  });
  return {
    stop: async () => {
      stopped.abort();
      await looking.catch(() => undefined);
    },
  };
}
