const STEPS = [
  ['second', 60_000, 1000],
  ['minute', 3_600_000, 60_000],
  ['hour', 86_400_000, 3_600_000],
  ['day', 60 * 86_400_000, 86_400_000],
  ['month', 730 * 86_400_000, 30.44 * 86_400_000],
  ['year', Number.POSITIVE_INFINITY, 365.25 * 86_400_000],
] as const;

/** The page's clock ticks every ten seconds, and clocks of members run a little ahead: neither makes a future. */
const NARROW_MS = 10_000;
const AHEAD_MS = 30_000;

/** `3 min. ago`, `in 2 days`, `now`: the distance from `now` in the largest unit that still says something. */
export function formatRelative(at: string, now: number, locale: string): string {
  const distance = Date.parse(at) - now;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  if (Number.isNaN(distance)) return at;
  if (distance > -NARROW_MS && distance < AHEAD_MS) return words.format(0, 'second');
  for (const [unit, below, size] of STEPS)
    if (Math.abs(distance) < below) return words.format(Math.trunc(distance / size), unit);
  return at;
}

/** The exact moment with seconds and zone, in the reader's time zone unless another one is named. */
export function formatExact(at: string, locale: string, timeZone?: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return format.format(new Date(at));
}
