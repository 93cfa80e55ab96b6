import { readMinutes } from '~/server/kernel/wall-time';
import { type FreezeWindow, WEEKDAYS } from '../model/rollout';

const DAYS: readonly string[] = WEEKDAYS;
const MINUTE = 60_000;
const DAY = 24 * 60;
/** A week of windows that follow each other; beyond that it is never free. */
const MOST_STEPS = 200;

/**
 * When nothing is frozen any more, in whole minutes; null when nothing is now. Where windows leave no minute of the week free, it is
 * some moment more than a week away.
 */
export function frozenUntil(windows: readonly FreezeWindow[], now: Date): Date | null {
  let at = now.getTime();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const left = Math.max(0, ...windows.map((window) => minutesLeft(window, new Date(at))));
    if (left === 0) return step === 0 ? null : new Date(at);
    at = Math.floor(at / MINUTE) * MINUTE + left * MINUTE;
  }
  return new Date(at);
}

/** Of a window that is open at a moment, how many minutes it goes on by its own clock; 0 when it is not open. */
function minutesLeft({ days, from, to, timeZone }: FreezeWindow, at: Date): number {
  const { day, minute } = wallClock(timeZone, at);
  const [begin, end] = [readMinutes(from), readMinutes(to)];
  const begins = (number: number) => days.includes(WEEKDAYS[(number + 7) % 7] ?? 'Mon');
  const isOvernight = end <= begin;
  if (begins(day) && minute >= begin && (isOvernight || minute < end)) return end - minute + (isOvernight ? DAY : 0);
  if (isOvernight && begins(day - 1) && minute < end) return end - minute;
  return 0;
}

function wallClock(timeZone: string, at: Date): { day: number; minute: number } {
  const parts = formatOf(timeZone).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { day: DAYS.indexOf(part('weekday')), minute: Number(part('hour')) * 60 + Number(part('minute')) };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', ...clock });
  formats.set(timeZone, made);
  return made;
}
