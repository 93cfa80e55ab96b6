import { describe, expect, it } from 'vitest';
import type { ClusterSight, Sight, Target } from '../model/sight';
import { isInSight, isSameSight, seenOf, seesEverythingOf } from './in-sight';

const part = (whole: boolean, namespaces: ClusterSight['namespaces']): Sight =>
  new Map([['one', { id: 'id', whole, namespaces }]]);
const shop = new Set(['shop']);

describe('isInSight', () => {
  it.each<[string, Sight, Target, boolean]>([
    ['all sees anything', 'all', { cluster: 'other', namespace: 'x' }, true],
    ['nothing sees nothing', new Map(), { cluster: 'one', some: true }, false],
    ['another cluster is out of sight', part(true, 'all'), { cluster: 'two' }, false],
    ['the whole cluster', part(true, 'all'), { cluster: 'one' }, true],
    ['its namespaces alone are not the whole', part(false, 'all'), { cluster: 'one' }, false],
    ['any namespace of it', part(false, 'all'), { cluster: 'one', namespace: 'x' }, true],
    ['a namespace by name', part(false, shop), { cluster: 'one', namespace: 'shop' }, true],
    ['another namespace', part(false, shop), { cluster: 'one', namespace: 'shop2' }, false],
    [
      'a whole of an environment does not reach other namespaces',
      part(true, shop),
      { cluster: 'one', namespace: 'x' },
      false,
    ],
    ['something of the cluster', part(false, shop), { cluster: 'one', some: true }, true],
  ])('%s', (_what, sight, target, expected) => expect(isInSight(sight, target)).toBe(expected));

  it('sees everything of a cluster only with all its namespaces and what belongs to none', () => {
    expect(seesEverythingOf('all', 'x')).toBe(true);
    expect(seesEverythingOf(part(true, 'all'), 'one')).toBe(true);
    expect(seesEverythingOf(part(true, shop), 'one')).toBe(false);
    expect(seesEverythingOf(part(false, 'all'), 'one')).toBe(false);
    expect(seesEverythingOf(part(true, 'all'), 'two')).toBe(false);
  });
});

it.each<[string, Sight, ReturnType<typeof seenOf>]>([
  ['everything', 'all', { whole: true, namespaces: null }],
  ['nothing', new Map(), { whole: false, namespaces: [] }],
  ['all namespaces', part(false, 'all'), { whole: false, namespaces: null }],
  ['some', part(false, new Set(['shop', 'ads'])), { whole: false, namespaces: ['ads', 'shop'] }],
])('tells pages that %s of a cluster is seen', (_what, sight, expected) =>
  expect(seenOf(sight, 'one')).toEqual(expected),
);

it.each<[string, Sight, Sight, boolean]>([
  ['everything and everything', 'all', 'all', true],
  ['everything and all of one cluster', 'all', part(true, 'all'), false],
  ['nothing and nothing', new Map(), new Map(), true],
  ['nothing and something', new Map(), part(false, shop), false],
  ['the same namespaces', part(false, new Set(['shop', 'ads'])), part(false, new Set(['ads', 'shop'])), true],
  ['one namespace more', part(false, shop), part(false, new Set(['ads', 'shop'])), false],
  ['another namespace', part(false, shop), part(false, new Set(['ads'])), false],
  ['all namespaces and some', part(false, 'all'), part(false, shop), false],
  ['the whole and its namespaces alone', part(true, 'all'), part(false, 'all'), false],
])('compares %s', (_what, one, other, expected) => {
  expect(isSameSight(one, other)).toBe(expected);
  expect(isSameSight(other, one)).toBe(expected);
});
