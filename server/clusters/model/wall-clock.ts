import { z } from 'zod';

const isTimeZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** A name of the IANA time zone database. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'not a time zone; write it as Europe/Berlin');

/** By the clock on the wall, `HH:MM`. */
export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time as 22:00');
