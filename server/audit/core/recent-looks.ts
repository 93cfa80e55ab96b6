const MOST = 20_000;

/**
 * Remembers looks for `forMs`: true the first time. Pages ask again and again for what they show, and a thousand equal
 * entries hide the one that matters. `now` in milliseconds.
 */
export function recentLooks(forMs: number): (look: string, now: number) => boolean {
  const seen = new Map<string, number>();
  return (look, now) => {
    const last = seen.get(look);
    if (last !== undefined && now - last < forMs) return false;
    seen.delete(look);
    seen.set(look, now);
    const [oldest] = seen.keys();
    if (seen.size > MOST && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
