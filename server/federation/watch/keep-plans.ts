import { createTimers } from '~/server/clusters/watch/timers';
import { type ReplanDeps, replanApplication } from '../replan-application';

export type KeepPlans = ReplanDeps & {
  /** Calls when the fleet may be another, until what it returns is called. */
  onChange(listener: () => void): () => void;
  onTrouble(detail: string, error: unknown): void;
  every?: { look: number; settle: number };
};

/** Milliseconds: what comes and goes within `settle` moves nothing. */
const EVERY = { look: 60_000, settle: 5000 };

/** Keeps every application where its placement says, also when the fleet becomes another; until it is stopped. */
export function keepPlans(deps: KeepPlans): { stop(): Promise<void> } {
  const { every = EVERY, onTrouble } = deps;
  const stopped = new AbortController();
  const timers = createTimers(stopped.signal, (error) => onTrouble('applications could not be placed anew', error));
  let running: Promise<void> = Promise.resolve();
  const replanAll = async () => {
    for (const application of await deps.plans.standing()) {
      if (stopped.signal.aborted) return;
      // one that fails leaves the others
      await replanApplication(deps, application).catch((error: unknown) =>
        onTrouble(`${application.name} could not be placed anew`, error),
      );
    }
  };
  const wake = timers.debounced(every.settle, () => {
    running = replanAll();
    return running;
  });
  const unlisten = deps.onChange(wake);
  timers.every(every.look, async () => wake());
  return {
    stop: async () => {
      stopped.abort();
      unlisten();
      await running.catch(() => undefined);
    },
  };
}
