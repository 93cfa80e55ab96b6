import { createTimers } from '~/server/clusters/watch/timers';

type Looking = {
  /** Milliseconds between two looks. */
  everyMs: number;
  look(): Promise<void>;
  onTrouble(error: unknown): void;
};

/** Looks again and again, never twice at once, until it is stopped; then the last look has ended. */
export function keepLooking({ everyMs, look, onTrouble }: Looking): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const timers = createTimers(stopped.signal, onTrouble);
  let looking: Promise<void> = Promise.resolve();
  timers.every(everyMs, () => {
    looking = look();
    return looking;
  });
  return {
    stop: async () => {
      stopped.abort();
      await looking.catch(() => undefined);
    },
  };
}
