import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, labelsOf } from './read-object';

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

describe('instant', () => {
  const iso = (written: string) => new Date(Date.parse(written)).toISOString();

  it('reads what Go writes as Date does', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true }), (date) => {
        const written = date.toISOString().replace(/\.\d+/, '');
        expect(instant(written)).toBe(iso(written));
      }),
    );
  });

  it.each(['2024-02-31T00:00:00Z', '2024-01-01T10:00:00.123456Z', '2024-01-01T10:00:00+02:00'])('reads %s', (written) =>
    expect(instant(written)).toBe(iso(written)),
  );

  it.each([undefined, 7, '', 'yesterday', '2024-13-01T00:00:00Z', '2024-01-01T24:00:01Z'])(
    'takes %j for the epoch',
    (written) => expect(instant(written)).toBe('1970-01-01T00:00:00.000Z'),
  );
});
