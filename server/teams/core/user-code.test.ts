import { expect, it } from 'vitest';
import { readUserCode, userCodeOf } from './user-code';

it('shows no letter that is taken for another, each as likely as the next', () => {
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const code = userCodeOf(new Uint8Array(8).fill(byte));
    if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  expect([...counts.keys()].every((code) => /^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/.test(code))).toBe(true);
  expect(counts.size).toBe(20);
  expect(new Set(counts.values())).toEqual(new Set([12]));
});

it('is none of too few bytes that can be used', () => {
  expect(userCodeOf(new Uint8Array(16).fill(255))).toBeUndefined();
});

it.each([
  ['BCDF-GHJK', 'BCDF-GHJK'],
  [' bcdfghjk ', 'BCDF-GHJK'],
  ['bcdf – ghjk', 'BCDF-GHJK'],
  ['BCDF-GHJ', undefined],
  ['BCDF-GHJKL', undefined],
  ['ACDF-GHJK', undefined],
  ['BCDF-GHJ0', undefined],
  ['', undefined],
])('is known however it is typed: %j', (typed, code) => {
  expect(readUserCode(typed)).toBe(code);
});
