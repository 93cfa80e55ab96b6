import { describe, expect, it } from 'vitest';
import { FreezeWindow } from '../model/rollout';
import { frozenUntil } from './frozen-until';

const window = (change: object) => FreezeWindow.parse({ from: '18:00', to: '08:00', ...change });
// 2026-11-27 is a Friday
const until = (at: string, ...windows: object[]) => frozenUntil(windows.map(window), new Date(at))?.toISOString();

describe('a freeze', () => {
  it.each([
    ['does not hold before it', '2026-11-27T17:59:59Z', [{}], undefined],
    ['holds into the next morning', '2026-11-27T18:00:00Z', [{}], '2026-11-28T08:00:00.000Z'],
    ['holds after midnight', '2026-11-28T07:59:30Z', [{}], '2026-11-28T08:00:00.000Z'],
    ['is over when it ends', '2026-11-28T08:00:00Z', [{}], undefined],
    ['holds within one day', '2026-11-27T12:30:00Z', [{ from: '12:00', to: '13:00' }], '2026-11-27T13:00:00.000Z'],
    ['belongs to the day on which it begins', '2026-11-28T03:00:00Z', [{ days: ['Fri'] }], '2026-11-28T08:00:00.000Z'],
    ['holds on no other day', '2026-11-28T19:00:00Z', [{ days: ['Fri'] }], undefined],
    [
      'goes on with the next',
      '2026-11-27T20:00:00Z',
      [{ days: ['Fri'] }, { days: ['Sat', 'Sun'], from: '08:00', to: '08:00' }],
      '2026-11-30T08:00:00.000Z',
    ],
    ['is on the wall of its zone', '2026-11-27T17:30:00Z', [{ timeZone: 'Europe/Berlin' }], '2026-11-28T07:00:00.000Z'],
    ['counts a night of 25 hours', '2026-10-24T17:00:00Z', [{ timeZone: 'Europe/Berlin' }], '2026-10-25T07:00:00.000Z'],
    ['does not hold without a window', '2026-11-27T18:00:00Z', [], undefined],
  ])('%s', (_what, at, windows, expected) => {
    expect(until(at, ...windows)).toBe(expected);
  });

  it('that leaves no minute of the week has some end far away', () => {
    expect(Date.parse(until('2026-11-27T18:00:00Z', { from: '00:00', to: '00:00' }) ?? '')).toBeGreaterThan(
      Date.parse('2026-12-04T18:00:00Z'),
    );
  });
});
