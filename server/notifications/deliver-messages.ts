import type { Clock } from '~/server/kernel/clock';
import { planRetry } from './core/plan-retry';
import type { Sent } from './model/delivery';
import type { ChannelStore, ClaimedDelivery, Outbox, Send } from './ports';

export type DeliverDeps = {
  outbox: Outbox;
  channels: Pick<ChannelStore, 'open'>;
  send: Send;
  clock: Clock;
  /** In [0, 1). */
  random(): number;
};

const AT_ONCE = 8;

/** `round` begins to send what is due and does not wait for it; `idle` waits for what is being sent. */
export type Deliverer = { round(): Promise<void>; idle(): Promise<void> };

/**
 * Sends what is due, a few at once, and writes down what became of each. What is neither sent nor written down, because the
 * process ended or the database went away, is due again when its claim has expired.
 */
export function deliverMessages(deps: DeliverDeps, onTrouble: (error: unknown) => void): Deliverer {
  const running = new Set<Promise<void>>();
  return {
    round: async () => {
      const free = AT_ONCE - running.size;
      for (const delivery of free > 0 ? await deps.outbox.claim(free) : []) {
        const sending = deliver(deps, delivery, onTrouble).catch(onTrouble);
        running.add(sending);
        void sending.then(() => running.delete(sending));
      }
    },
    idle: async () => {
      await Promise.all(running);
    },
  };
}

const NOT_SENT: Sent = { ok: false, fault: 'aborted', status: null };

async function deliver(deps: DeliverDeps, delivery: ClaimedDelivery, onTrouble: (error: unknown) => void) {
  const { id, attempts, createdAt } = delivery;
  const sent = await attempt(deps, delivery).catch((error: unknown) => {
    onTrouble(error);
    return NOT_SENT;
  });
  const next = sent.ok ? undefined : planRetry(attempts, createdAt, deps.clock.now(), deps.random());
  await deps.outbox.settle(id, sent, next ?? null);
}

/** What opens a channel may be sealed with a key that this replica does not have. */
async function attempt({ channels, send }: DeliverDeps, { id, channelId, message }: ClaimedDelivery): Promise<Sent> {
  const channel = await channels.open(channelId);
  return channel ? send(channel, { id, message }) : NOT_SENT;
}
