import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AttemptOf, afterTry, networkOf, type Tried, waitOf } from './pace-attempts';

const START = new Date('2026-11-25T00:00:00Z');
const NONE: Tried = { tries: 0, lastAt: START, notBefore: START };
const later = (date: Date, ms: number) => new Date(date.getTime() + ms);

/** How many tries one who never rests gets through in so long. */
function triesWithin(of: AttemptOf, ms: number): number {
  let [tried, now] = [NONE, START];
  for (let count = 0; ; count++) {
    now = later(now, waitOf(tried, now));
    if (now.getTime() > START.getTime() + ms) return count;
    tried = afterTry(of, tried, now);
  }
}

describe('tries to sign in', () => {
  it('become slow, and never end', () => {
    expect(triesWithin('account', 1_000)).toBeLessThanOrEqual(11);
    expect(triesWithin('account', 86_400_000)).toBeLessThan(1_500);
    expect(triesWithin('account', 86_400_000)).toBeGreaterThan(1_000);
    expect(triesWithin('address', 86_400_000)).toBeLessThan(400);
  });

  it('of the whole hub leave room for everyone else', () => {
    expect(triesWithin('hub', 60_000)).toBeGreaterThan(300);
    expect(triesWithin('hub', 60_000)).toBeLessThan(400);
  });

  it('are forgotten after a quarter of an hour', () => {
    const tired = { tries: 50, lastAt: START, notBefore: START };
    expect(afterTry('account', tired, later(START, 900_001))).toMatchObject({ tries: 1 });
    expect(afterTry('account', tired, later(START, 899_000))).toMatchObject({ tries: 51 });
  });

  it('never wait longer than the most', () => {
    fc.assert(
      fc.property(fc.nat(), (tries) => {
        const { notBefore } = afterTry('account', { ...NONE, tries }, START);
        expect(waitOf({ ...NONE, notBefore }, START)).toBeLessThanOrEqual(60_000);
      }),
    );
  });
});

it.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:ff42::1', '2001:db8:1:ff00::/56'],
  ['', 'unknown'],
  ['nonsense', 'unknown'],
])('%s belongs to %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
