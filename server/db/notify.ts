import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Words between replicas over PostgreSQL's LISTEN/NOTIFY: small, unordered across senders, lost while disconnected. */
export type Notifier = {
  /** Tells the other replicas; a message over 7,900 bytes is PostgreSQL's limit and throws. */
  send(message: string): Promise<void>;
  close(): Promise<void>;
};

export type NotifierOptions = {
  url: string;
  channel: string;
  pool: pg.Pool;
  onMessage(message: string): void;
  /** Called after a gap in which messages may have been lost. */
  onGap(): void;
  retryMs?: number;
};

/** Listens on its own connection and opens it again for ever when it breaks. */
export async function createNotifier(options: NotifierOptions): Promise<Notifier> {
  const origin = randomUUID();
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (first: boolean): Promise<void> => {
    const next = new pg.Client({ connectionString: options.url, keepAlive: true });
    next.on('error', () => undefined);
    next.on('end', () => {
      if (!closed) timer = setTimeout(() => void connect(false).catch(() => undefined), options.retryMs ?? 1000);
    });
    next.on('notification', ({ payload = '' }) => {
      const [from, message] = [payload.slice(0, origin.length), payload.slice(origin.length)];
      if (from !== origin) options.onMessage(message);
    });
    await next.connect();
    await next.query(`LISTEN ${pg.escapeIdentifier(options.channel)}`);
    client = next;
    if (!first) options.onGap();
  };
  await connect(true);

  return {
    send: async (message) => {
      await options.pool.query('SELECT pg_notify($1, $2)', [options.channel, origin + message]);
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
