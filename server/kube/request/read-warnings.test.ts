import { expect, it } from 'vitest';
import { readWarnings } from './read-warnings';

it.each([
  [undefined, []],
  ['', []],
  ['299 - "unknown field \\"spec.x\\""', ['unknown field "spec.x"']],
  ['299 - "one, two", 299 kube "three"', ['one, two', 'three']],
  [
    ['299 - "a"', '299 - "b"'],
    ['a', 'b'],
  ],
  ['nonsense', []],
])('reads %j', (header, texts) => {
  expect(readWarnings(header)).toEqual(texts);
});
