import type { Log } from '~/server/log';
import { tell } from './progress';

export type Shutdown = {
  /** What is added last is stopped first. */
  add(stop: () => Promise<void> | void): void;
  /** Stops what was added so far; for a start that failed half way. */
  stopAll(): Promise<void>;
};

const LIMIT_MS = 25_000;

/** Ctrl-C and SIGTERM stop everything in order, the database last; a second Ctrl-C does not wait. */
export function createShutdown(log: Log): Shutdown {
  const stops: (() => Promise<void> | void)[] = [];
  let stopping = false;
  const stopAll = async () => {
    for (const each of stops.splice(0).reverse()) {
      await Promise.resolve(each()).catch((error: unknown) => log.error({ err: error }, 'a part did not stop cleanly'));
    }
  };
  const stop = async () => {
    if (stopping) process.exit(130);
    stopping = true;
    tell('stopping');
    const limit = setTimeout(() => process.exit(1), LIMIT_MS);
    await stopAll();
    clearTimeout(limit);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise was rejected that nobody awaited'));
  return { add: (each) => void stops.push(each), stopAll };
}
