import { expect, it } from 'vitest';
import { createTokenBucket } from './token-bucket';

it('lets a burst through, then so many a second, for each key by itself', () => {
  let at = 0;
  const clock = { now: () => new Date(at), monotonic: () => at };
  const bucket = createTokenBucket(clock, { perSecond: 2, burst: 3 });
  expect([1, 2, 3, 4].map(() => bucket.take('a'))).toEqual([0, 0, 0, 500]);
  expect(bucket.wait('b')).toBe(0);
  at = 499;
  expect(bucket.wait('a')).toBeGreaterThan(0);
  at = 500;
  expect([bucket.take('a'), bucket.take('a')]).toEqual([0, 500]);
  at = 60_000;
  expect([1, 2, 3, 4].map(() => bucket.take('a') === 0)).toEqual([true, true, true, false]);
});
