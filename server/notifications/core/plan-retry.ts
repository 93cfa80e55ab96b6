const FIRST_MS = 30_000;
const LONGEST_MS = 3_600_000;
/** A receiver that is away over a working day is not given up. */
const GIVE_UP_MS = 24 * 3_600_000;

/**
 * When an attempt that failed is made again; undefined: it is given up. `attempts`: made so far. `random` in [0, 1): half of
 * each pause is chance, so that what failed together does not come back together.
 */
export function planRetry(attempts: number, createdAt: Date, now: Date, random: number): Date | undefined {
  const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  const next = now.getTime() + pause / 2 + (random * pause) / 2;
  return next - createdAt.getTime() > GIVE_UP_MS ? undefined : new Date(next);
}
