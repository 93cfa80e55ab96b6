import type { Clock } from '~/server/kernel/clock';

type Remembering = {
  clock: Clock;
  /** Calls at what may change any answer, before anyone else who listens asks again. */
  onChange(listener: () => void): unknown;
  /** Milliseconds; well below the second for which a revoked right may still be seen to hold. */
  keepMs?: number;
};

export type Remembered<Value> = (key: string, find: () => Promise<Value>) => Promise<Value>;

const KEEP_MS = 500;
const MOST = 5_000;

/**
 * Keeps answers for a moment, because one person's requests come in hundreds. A failure is not kept, and neither is what was
 * asked before a change.
 */
export function rememberBriefly<Value>({ clock, onChange, keepMs = KEEP_MS }: Remembering): Remembered<Value> {
  const known = new Map<string, { until: number; value: Promise<Value> }>();
  onChange(() => known.clear());
  return (key, find) => {
    const now = clock.monotonic();
    const found = known.get(key);
    if (found && found.until > now) return found.value;
    const entry = { until: now + keepMs, value: find() };
    // the oldest stands first
    known.delete(key);
    if (known.size >= MOST) known.delete(known.keys().next().value ?? '');
    known.set(key, entry);
    entry.value.catch(() => known.get(key) === entry && known.delete(key));
    return entry.value;
  };
}
