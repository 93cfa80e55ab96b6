import { type DeliverDeps, deliverMessages } from '../deliver-messages';
import type { Events, Outbox, WatchLease } from '../ports';
import { type TellDeps, tellRules } from '../tell-rules';

export type NotificationJobs = {
  /** One look at the fleet. */
  look(): Promise<void>;
  lease: WatchLease;
  holder: string;
  events: Events;
  tell: TellDeps;
  deliver: DeliverDeps;
  onTrouble(detail: string, error: unknown): void;
  /** Milliseconds between looks, and between looks at the outbox. */
  every?: { look: number; tell: number; deliver: number };
};

const EVERY = { look: 10_000, tell: 5_000, deliver: 1_000 };
const PRUNE_EVERY_MS = 3_600_000;
const KEEP_DAYS = 30;

/** Looks, tells and delivers until it is stopped; a round begins when the one before it has ended. */
export function runNotifications(jobs: NotificationJobs): { stop(): Promise<void> } {
  const { look, lease, holder, events, tell, deliver, onTrouble, every = EVERY } = jobs;
  const prune = async (store: Events | Outbox) => store.prune(KEEP_DAYS);
  const deliverer = deliverMessages(deliver, (error) => onTrouble('a message was not settled', error));
  const running = [
    repeat(every.look, look, (error) => onTrouble('the fleet could not be looked at for notifications', error)),
    repeat(
      every.tell,
      () => tellRules(tell, ({ id }, error) => onTrouble(`the rule ${id} could not speak`, error)),
      (error) => onTrouble('rules could not be read', error),
    ),
    repeat(every.deliver, deliverer.round, (error) => onTrouble('messages could not be claimed', error)),
    repeat(
      PRUNE_EVERY_MS,
      () => Promise.all([prune(events), prune(tell.outbox)]),
      (error) => onTrouble('old notifications could not be pruned', error),
    ),
  ];
  return {
    stop: async () => {
      await Promise.all(running.map((stop) => stop()));
      await deliverer.idle();
      await lease.release(holder);
    },
  };
}

/** Runs again and again; what it returns stops it and waits for the round that runs. */
function repeat(everyMs: number, run: () => Promise<unknown>, onTrouble: (error: unknown) => void) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const round = async (): Promise<void> => {
    await run().catch(onTrouble);
    if (!stopped) timer = setTimeout(begin, everyMs);
  };
  const begin = () => {
    last = round();
  };
  let last = round();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await last;
  };
}
