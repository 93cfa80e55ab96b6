import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLogStore, findIn, lineAt } from './log-store';

const at = (second: number) => `2026-11-25T04:00:${String(second).padStart(2, '0')}.000000000Z`;

describe('a store of lines', () => {
  it('keeps the order of moments, whatever comes first', () => {
    const batches = fc.array(fc.tuple(fc.nat(3), fc.array(fc.nat(59), { maxLength: 20 })), { maxLength: 10 });
    const run = fc.property(batches, (given) => {
      const store = createLogStore();
      for (const [of, seconds] of given)
        store.add(
          of,
          seconds.toSorted((a, b) => a - b).map((one) => [at(one), 'x']),
        );
      const moments = store.lines().map((line) => line.at);
      expect(moments).toEqual(moments.toSorted());
      expect(moments).toHaveLength(given.reduce((sum, [, seconds]) => sum + seconds.length, 0));
    });
    fc.assert(run);
  });

  it('forgets the oldest and says how many', () => {
    const store = createLogStore(2);
    store.add(
      0,
      [1, 2, 3].map((one) => [at(one), String(one)]),
    );
    expect([store.lines().map(({ text }) => text), store.forgotten()]).toEqual([['2', '3'], 1]);
  });

  it('finds the line of a moment', () => {
    const store = createLogStore();
    store.add(
      0,
      [1, 3, 5].map((one) => [at(one), '']),
    );
    expect([0, 3, 4, 9].map((one) => lineAt(store.lines(), at(one)))).toEqual([0, 1, 2, 2]);
    expect(lineAt([], at(0))).toBe(0);
  });
});

it.each([
  [
    'Error: an ERROR',
    'error',
    [
      [0, 5],
      [10, 15],
    ],
  ],
  ['aaa', 'aa', [[0, 2]]],
  ['text', '', []],
])('finds in %s the text %s', (text, wanted, places) => expect(findIn(text, wanted)).toEqual(places));
