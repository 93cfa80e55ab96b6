import { postgresConditions, WATCHED_KINDS } from '~/server/notifications/store/conditions';
import { postgresWatchLease } from '~/server/notifications/store/watch-lease';
import { runNotifications } from '~/server/notifications/watch/run-notifications';
import { watchConditions } from '~/server/notifications/watch/watch-conditions';
import type { Wiring } from '~/server/wiring';

/** Longer than between two looks. */
const LEASE_SECONDS = 30;

/** Begins to look for what is to be told, and to tell it. */
export function startNotifications(wiring: Wiring): { stop(): Promise<void> } {
  const { database, clock, log, processId: holder, notifications, sights, teams } = wiring;
  const { events, outbox, channels, rules, send } = notifications;
  const lease = postgresWatchLease(database);
  const conditions = postgresConditions(database);
  return runNotifications({
    look: watchConditions({
      ...{ lease, holder, conditions, events, clock },
      ...{ leaseSeconds: LEASE_SECONDS, kinds: WATCHED_KINDS },
    }),
    ...{ lease, holder, events },
    tell: { rules, outbox, sights, clock, teams: teams.teams, grants: teams.grants },
    deliver: { outbox, channels, send, clock, random: Math.random },
    onTrouble: (detail, error) => log.warn({ err: error }, detail),
  });
}
