import { createTimers } from '~/server/clusters/watch/timers';
import { type FailOverDeps, failOverAll } from '../fail-over';

export type KeepFailovers = FailOverDeps & {
  onTrouble(detail: string, error: unknown): void;
  /** Milliseconds between two looks. */
  everyMs?: number;
};

const EVERY_MS = 5000;

/** Has applications leave clusters that failed, and come back, until it is stopped. */
export function keepFailovers(deps: KeepFailovers): { stop(): Promise<void> } {
  const { onTrouble, everyMs = EVERY_MS } = deps;
  const stopped = new AbortController();
  const timers = createTimers(stopped.signal, (error) => onTrouble('failovers could not be looked at', error));
  let looking: Promise<void> = Promise.resolve();
  timers.every(everyMs, () => {
    looking = failOverAll(deps, (name, error) => onTrouble(`${name} could not fail over`, error));
    return looking;
  });
  return {
    stop: async () => {
      stopped.abort();
      await looking.catch(() => undefined);
    },
  };
}
