import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeBetween } from './change-between';

it('changes the one place that differs', () => {
  expect(changeBetween('a: 1\nb: 2\n', 'a: 10\nb: 2\n')).toEqual({ from: 4, to: 4, insert: '0' });
  expect(changeBetween('aa', 'aaa')).toEqual({ from: 2, to: 2, insert: 'a' });
  expect(changeBetween('same', 'same')).toBeUndefined();
});

it('makes one text of any other', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 });
  fc.assert(
    fc.property(word, word, (before, after) => {
      const change = changeBetween(before, after);
      const changed = change ? before.slice(0, change.from) + change.insert + before.slice(change.to) : before;
      expect(changed).toBe(after);
    }),
  );
});
