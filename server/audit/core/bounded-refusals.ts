const MINUTE_MS = 60_000;
/** Someone who tries doors is on record after a few; a program that tries thousands must not fill the disk. */
const MOST_PER_MINUTE = 30;
const MOST_KNOWN = 10_000;

type Seen = { since: number; count: number; leftOut: number };

/**
 * Decides whether a refusal of someone (a person, an address) is written: `leftOut` is how many were not, since the last
 * one that was; undefined: this one is not either. `now` in milliseconds.
 */
export function boundedRefusals(): (who: string, now: number) => { leftOut: number } | undefined {
  const seen = new Map<string, Seen>();
  return (who, now) => {
    const known = seen.get(who) ?? { since: now, count: 0, leftOut: 0 };
    const current = now - known.since < MINUTE_MS ? known : { since: now, count: 0, leftOut: known.leftOut };
    seen.delete(who);
    seen.set(who, current);
    const [oldest] = seen.keys();
    if (seen.size > MOST_KNOWN && oldest !== undefined) seen.delete(oldest);
    if (current.count >= MOST_PER_MINUTE) {
      current.leftOut++;
      return undefined;
    }
    current.count++;
    const { leftOut } = current;
    current.leftOut = 0;
    return { leftOut };
  };
}
