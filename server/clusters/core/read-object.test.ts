import { expect, it } from 'vitest';
import { labelsOf } from './read-object';

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, 'x']));
const longest = { ['k'.repeat(317)]: 'v'.repeat(63) };

it.each<[string, unknown, Record<string, string>]>([
  ['none', undefined, {}],
  ['no map', ['a'], {}],
  ['as many as are kept', many(256), many(256)],
  ['one too many', many(257), many(256)],
  ['the longest key and value', longest, longest],
  ['a key that is too long', { ['k'.repeat(318)]: 'v' }, { ['k'.repeat(317)]: 'v' }],
  ['a value that is too long', { k: 'v'.repeat(64) }, { k: 'v'.repeat(63) }],
  ['values that are no text', { a: 'x', b: 1, c: null, d: { e: 'f' } }, { a: 'x' }],
])('reads labels: %s', (_what, given, expected) => {
  expect(labelsOf(given)).toEqual(expected);
});
