import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuiet, quietUntil } from './quiet-hours';

const NIGHT = { from: '22:00', to: '06:00' };
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
/** Times as text compare as times do. */
const isWithin = (text: string, { from, to }: typeof NIGHT) =>
  from < to ? text >= from && text < to : text >= from || text < to;
const until = (hours: typeof NIGHT, zone: string, now: string) => quietUntil(hours, zone, new Date(now)).toISOString();

describe('quiet hours', () => {
  it.each([
    ['2026-01-10T20:59:00Z', false],
    ['2026-01-10T21:00:00Z', true],
    ['2026-01-11T04:59:59Z', true],
    ['2026-01-11T05:00:00Z', false],
  ])('at %s in Berlin: %s', (now, expected) => {
    expect(isQuiet(NIGHT, 'Europe/Berlin', new Date(now))).toBe(expected);
  });

  it('end at the hour on the wall, in summer, in winter and in the nights between', () => {
    expect(until(NIGHT, 'Europe/Berlin', '2026-01-10T23:00:00Z')).toBe('2026-01-11T05:00:00.000Z');
    expect(until(NIGHT, 'Europe/Berlin', '2026-07-10T23:00:00Z')).toBe('2026-07-11T04:00:00.000Z');
    // 29 March 2026: 02:00 becomes 03:00; 25 October: 03:00 becomes 02:00
    expect(until(NIGHT, 'Europe/Berlin', '2026-03-28T21:30:00Z')).toBe('2026-03-29T04:00:00.000Z');
    expect(until(NIGHT, 'Europe/Berlin', '2026-10-24T21:30:00Z')).toBe('2026-10-25T05:00:00.000Z');
  });

  it('end when the clock jumps over their end', () => {
    const hours = { from: '01:00', to: '02:30' };
    expect(until(hours, 'Europe/Berlin', '2026-03-29T00:10:00Z')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('end when the clock is set back to before they began', () => {
    const hours = { from: '01:30', to: '01:00' };
    expect(until(hours, 'America/New_York', '2026-11-01T05:45:00Z')).toBe('2026-11-01T06:00:00.000Z');
  });

  it('are none outside', () => {
    expect(until(NIGHT, 'Asia/Shanghai', '2026-01-10T03:04:05.678Z')).toBe('2026-01-10T03:04:05.678Z');
  });

  const wallTime = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const hours = fc.record({ from: wallTime, to: wallTime }).filter(({ from, to }) => from !== to);
  /** The hours before and after clocks are set, each way, and a place where they never are. */
  const changes = fc.constantFrom(
    ['Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-10-25T01:00:00Z'],
    ['America/New_York', '2026-03-08T07:00:00Z'],
    ['America/New_York', '2026-11-01T06:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
    ['Asia/Kathmandu', '2026-06-15T00:00:00Z'],
  );
  const moment = fc
    .tuple(changes, fc.integer({ min: -720, max: 240 }))
    .map(([[zone = '', change = ''], minute]) => ({ zone, now: new Date(Date.parse(change) + minute * 60_000) }));

  it('end at the first minute that is not quiet', () => {
    fc.assert(
      fc.property(hours, moment, (quiet, { zone, now }) => {
        const end = quietUntil(quiet, zone, now);
        expect(isQuiet(quiet, zone, end)).toBe(false);
        const loud = minutesBetween(now, end).filter((text) => !isWithin(text, quiet));
        expect(loud).toEqual([]);

        function minutesBetween(from: Date, to: Date): string[] {
          const format = new Intl.DateTimeFormat('en', { timeZone: zone, ...CLOCK });
          const count = Math.ceil((to.getTime() - from.getTime()) / 60_000);
          return Array.from({ length: count }, (_, minute) => format.format(from.getTime() + minute * 60_000));
        }
      }),
      { numRuns: 100 },
    );
  });
});
