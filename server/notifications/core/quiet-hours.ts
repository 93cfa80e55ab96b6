import { readMinutes } from '~/server/kernel/wall-time';
import type { QuietHours } from '../model/rule';

const MINUTE = 60_000;
const DAY = 24 * 60;

type Hours = Pick<QuietHours, 'from' | 'to'>;

/** Whether the clock on the wall of a time zone stands within quiet hours. */
export const isQuiet = (hours: Hours, timeZone: string, at: Date): boolean => wallClock(hours, timeZone).isQuiet(at);

/**
 * The first whole minute from `now` on at which it is not quiet; `now` itself when it is not. Days of 23 and of 25 hours count
 * as the wall clock does: an hour that is lived twice is quiet twice.
 */
export function quietUntil(hours: Hours, timeZone: string, now: Date): Date {
  const clock = wallClock(hours, timeZone);
  if (!clock.isQuiet(now)) return now;
  let at = Math.floor(now.getTime() / MINUTE) * MINUTE;
  while (clock.isQuiet(new Date(at))) {
    const left = clock.minutesLeft(new Date(at));
    const end = at + left * MINUTE;
    // where the clock is set in between it shows another hour there: then minute by minute
    at = clock.minutesLeft(new Date(end)) === 0 ? end : at + MINUTE;
  }
  return new Date(at);
}

function wallClock({ from, to }: Hours, timeZone: string) {
  const format = new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const minuteOf = (at: Date) => readMinutes(format.format(at));
  const [begin, end] = [readMinutes(from), readMinutes(to)];
  return {
    isQuiet: (at: Date) => {
      const minute = minuteOf(at);
      return begin < end ? minute >= begin && minute < end : minute >= begin || minute < end;
    },
    minutesLeft: (at: Date) => (end - minuteOf(at) + DAY) % DAY,
  };
}
