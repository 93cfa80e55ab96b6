import type { Clock } from '~/server/kernel/clock';

/** Lets so many through a second, and a burst after a rest. */
export type TokenBucket = {
  /** Milliseconds to wait for `key`; 0: it may pass, and has taken its place. */
  take(key: string): number;
  /** As `take`, without taking. */
  wait(key: string): number;
};

/** Keys that are kept; who floods with more than these shares one of them with whoever came long ago. */
const MAX_KEYS = 10_000;

/** One bucket per key, in this process: a bound on work and on guessing, not a promise across replicas. */
export function createTokenBucket(
  clock: Clock,
  { perSecond, burst }: { perSecond: number; burst: number },
): TokenBucket {
  const buckets = new Map<string, { left: number; at: number }>();
  const now = (key: string) => {
    const at = clock.monotonic();
    const known = buckets.get(key);
    const left = known ? Math.min(burst, known.left + ((at - known.at) / 1000) * perSecond) : burst;
    return { left, at };
  };
  const waitOf = (left: number) => (left >= 1 ? 0 : Math.ceil(((1 - left) / perSecond) * 1000));
  return {
    wait: (key) => waitOf(now(key).left),
    take: (key) => {
      const { left, at } = now(key);
      const wait = waitOf(left);
      // the oldest key is forgotten first: a Map keeps the order in which they came
      buckets.delete(key);
      buckets.set(key, { left: wait === 0 ? left - 1 : left, at });
      const [oldest] = buckets.keys();
      if (buckets.size > MAX_KEYS && oldest !== undefined) buckets.delete(oldest);
      return wait;
    },
  };
}
