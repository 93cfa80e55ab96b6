import { setMaxListeners } from 'node:events';
import { createTimers } from '~/server/clusters/watch/timers';
import { createTurns } from '~/server/clusters/watch/turns';
import { pause } from '~/server/kernel/pause';
import { deliverApplication } from '../deliver-application';
import type { DeliverDeps, Due, Told } from '../ports/deliveries';

export type KeepDeliveries = DeliverDeps & {
  holder: string;
  /** Calls when something may have to be done, until what it returns is called. */
  onChange(listener: () => void): () => void;
  /** Calls when somebody's rights have changed, likewise. */
  onRights(listener: () => void): () => void;
  onTrouble(detail: string, error: unknown): void;
  every?: { look: number; sweep: number; settle: number; rights: number };
  /** Who watches: what a turn writes is not taken for drift while it is under way. */
  watches?: Told & { begin(due: Due): void; end(due: Due): void };
};

/** Milliseconds; `rights`: a look at somebody's rights may be half a second old (`teams/standing`). */
const EVERY = { look: 1500, sweep: 60_000, settle: 20, rights: 1000 };
/** Our own trouble, as a database that is away, is not asked again at once. */
const TROUBLE_MS = 2000;
/** Members that do not answer wait in a line of their own, so that nobody waits for them. */
const [AT_ONCE, AWAY_AT_ONCE] = [64, 8];

/** Brings the members that this process leases to what is wanted in them, until it is stopped. */
export function keepDeliveries(deps: KeepDeliveries): { stop(): Promise<void> } {
  const { deliveries, holder, onTrouble, every = EVERY, watches } = deps;
  const stopped = new AbortController();
  setMaxListeners(0, stopped.signal);
  const running = new Map<string, Promise<void>>();
  const missed = new Set<string>();
  const timers = createTimers(stopped.signal, (error) => onTrouble('deliveries could not be looked at', error));
  const [well, away] = [createTurns(AT_ONCE), createTurns(AWAY_AT_ONCE)];

  const deliver = async (due: Due) => {
    if (stopped.signal.aborted) return;
    watches?.begin(due);
    try {
      await deliverApplication(watches ? { ...deps, told: watches } : deps, due, stopped.signal);
    } catch (error) {
      if (stopped.signal.aborted) return;
      onTrouble(`an application could not be delivered to ${due.cluster}`, error);
      await pause(TROUBLE_MS, stopped.signal);
    } finally {
      watches?.end(due);
    }
  };
  const begin = (due: Due) => {
    const key = `${due.fence.clusterId} ${due.applicationId}`;
    // one at a time of each: what was saved meanwhile has its turn when this one has ended
    if (running.has(key)) return void missed.add(key);
    const turn = new Promise<void>((resolve) => {
      (due.isAway ? away : well)(async () => {
        await deliver(due);
        running.delete(key);
        resolve();
        if (missed.delete(key)) wake();
      });
    });
    running.set(key, turn);
  };
  const wake = timers.debounced(every.settle, async () => {
    for (const due of await deliveries.due(holder)) begin(due);
  });
  const tryAgain = timers.debounced(every.rights, async () => {
    await deliveries.rightsChanged(holder);
    wake();
  });
  const unlisten = [deps.onChange(wake), deps.onRights(tryAgain)];
  timers.every(every.look, async () => wake());
  timers.every(every.sweep, () => deliveries.sweep());

  return {
    stop: async () => {
      stopped.abort();
      for (const each of unlisten) each();
      await Promise.all(running.values());
    },
  };
}
