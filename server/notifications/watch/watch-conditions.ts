import type { Clock } from '~/server/kernel/clock';
import { followConditions, NO_SUSPICIONS, type Suspicions } from '../core/follow-conditions';
import type { EventKind } from '../model/event';
import type { Conditions, Events, WatchLease } from '../ports';

export type WatchDeps = {
  lease: WatchLease;
  holder: string;
  leaseSeconds: number;
  conditions: Conditions;
  /** The kinds that `conditions` knows of; all others belong to those who raise them. */
  kinds: readonly EventKind[];
  events: Events;
  clock: Clock;
};

/**
 * One look at the fleet per call, by whichever replica holds the lease. What is suspected and not yet raised is kept here
 * alone: who takes over begins to suspect anew, which costs a delay and no event.
 */
export function watchConditions(deps: WatchDeps): () => Promise<void> {
  const { lease, holder, leaseSeconds, conditions, kinds, events, clock } = deps;
  let suspicions: Suspicions = NO_SUSPICIONS;
  return async () => {
    if (!(await lease.keep(holder, leaseSeconds))) {
      suspicions = NO_SUSPICIONS;
      return;
    }
    const [open, looked] = await Promise.all([events.open(kinds), conditions.look()]);
    const { raise, settle, next } = followConditions({ open, ...looked }, suspicions, clock.monotonic());
    await events.raise(raise);
    await events.settle(settle);
    suspicions = next;
  };
}
