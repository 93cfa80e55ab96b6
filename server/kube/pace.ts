import { type Clock, systemClock } from '~/server/kernel/clock';

/** Time and chance as parameters: what waits, when, and with how much jitter is decided by whoever makes the client. */
export type Pace = Clock & {
  /** Runs once after `ms`; the answer cancels it. Never keeps the process alive. */
  after(ms: number, run: () => void): () => void;
  /** In [0, 1). */
  random(): number;
};

export const systemPace: Pace = {
  ...systemClock,
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** Resolves after `ms`, or rejects with the signal's reason at once when it is aborted. */
export function pause(pace: Pace, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = pace.after(ms, () => {
      signal?.removeEventListener('abort', abort);
      resolve();
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** Full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/): between 0 and the doubled base. */
export function fullJitter(pace: Pace, attempt: number, baseMs: number, capMs: number): number {
  return pace.random() * Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30));
}
