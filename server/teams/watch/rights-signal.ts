import type { Database } from '~/server/db/client';
import { createNotifier } from '~/server/db/notify';

/** Says that someone's rights have changed, here or at another replica; who listens looks again at those it serves. */
export type RightsSignal = {
  /** Calls the listener at each change, until what it returns is called. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
};

const CHANNEL = 'portolan_rights';
/** Where the word is lost, the count tells; well below the five seconds for which a stream may outlive a right. */
const POLL_MS = 2_000;

/** Hears of changes from the database itself, whose triggers tell of every one, whoever makes it. */
export async function watchRights(url: string, { pool }: Database, pollMs = POLL_MS): Promise<RightsSignal> {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const notifier = await createNotifier({ url, pool, channel: CHANNEL, onMessage: tell, onGap: tell });
  let seen: string | undefined;
  const poll = async () => {
    const { rows } = await pool.query<{ count: string }>('SELECT last_value::text AS count FROM rights_change');
    const count = rows[0]?.count;
    if (seen !== undefined && count !== seen) tell();
    seen = count;
  };
  // while the database is away nobody is let in anyway, and the next count tells what was missed
  const timer = setInterval(() => void poll().catch(() => undefined), pollMs);
  timer.unref();
  return {
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      clearInterval(timer);
      await notifier.close();
    },
  };
}
