import { describe, expect, it } from 'vitest';
import { judgeNear } from './judge-near';
import { judgePoll } from './judge-poll';
import { judgeRefresh } from './judge-refresh';

const NOW = new Date('2026-01-01T12:00:00Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe('a machine that asks whether it was confirmed', () => {
  const device = { state: 'waiting' as const, expiresAt: at(600), intervalSeconds: 5, polledAt: null };
  it.each([
    ['for the first time', {}, 'pending'],
    ['after its interval', { polledAt: at(-5) }, 'pending'],
    ['a trifle too soon', { polledAt: at(-4.6) }, 'pending'],
    ['too soon', { polledAt: at(-4) }, 'slow-down'],
    ['too soon for the longer interval that it was given', { polledAt: at(-6), intervalSeconds: 10 }, 'slow-down'],
    ['too late', { expiresAt: at(0) }, 'expired'],
    ['once it was confirmed, however soon', { state: 'confirmed' as const, polledAt: at(-1) }, 'confirmed'],
    ['once it was confirmed, too late', { state: 'confirmed' as const, expiresAt: at(0) }, 'expired'],
    ['once it was denied', { state: 'denied' as const }, 'denied'],
    ['once it was denied, and too late', { state: 'denied' as const, expiresAt: at(-1) }, 'denied'],
  ])('%s', (_when, change, answer) => {
    expect(judgePoll({ ...device, ...change }, NOW)).toBe(answer);
  });
});

it.each([
  ['192.0.2.7', '192.0.2.200', true],
  ['192.0.2.7', '::ffff:192.0.2.200', true],
  ['192.0.2.7', '198.51.100.7', false],
  ['127.0.0.1', '::1', true],
  ['2001:db8:0:1::7', '2001:db8:0:1::8', true],
  ['2001:db8:0:1::7', '2001:db9::8', false],
  ['192.0.2.7', '2001:db8::7', null],
  ['', '192.0.2.7', null],
])('%j and %j are of one network: %s', (one, other, isNear) => {
  expect(judgeNear(one, other)).toBe(isNear);
});

describe('a credential of a session of kubectl', () => {
  const old = { isCurrent: false, isPrevious: true, previousUntil: at(1) };
  it.each([
    ['the one that counts', { ...old, isCurrent: true, isPrevious: false }, 'current'],
    ['the one before, a moment later', old, 'again'],
    ['the one before, when the moment is over', { ...old, previousUntil: at(0) }, 'reused'],
    ['the one before, of which no moment is kept', { ...old, previousUntil: null }, 'reused'],
    ['an older one, within the moment', { ...old, isPrevious: false }, 'reused'],
  ] as const)('%s', (_which, shown, answer) => {
    expect(judgeRefresh(shown, NOW)).toBe(answer);
  });
});
