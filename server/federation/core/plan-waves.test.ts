import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RolloutStrategy } from '../model/rollout';
import { candidate } from '../testing/candidates';
import { planWaves, waveNumbers } from './plan-waves';

const strategy = (change: object = {}) => RolloutStrategy.parse({ canary: false, ...change });
const FLEET = [
  candidate('west-2', { region: 'west' }),
  candidate('east-1', { region: 'east', environment: 'production' }),
  candidate('west-1', { region: 'west', environment: 'staging' }),
  candidate('lost', { region: null }),
];
const told = (change: object, leaving: string[] = []) =>
  planWaves(strategy(change), FLEET, leaving).map(({ name, clusters }) => [name, ...clusters]);

describe('waves', () => {
  it.each([
    ['everything at once', {}, [['', 'east-1', 'lost', 'west-1', 'west-2']]],
    [
      'by a place, in the order of its names, what has none last',
      { groupBy: 'region' },
      [
        ['east', 'east-1'],
        ['west', 'west-1', 'west-2'],
        ['', 'lost'],
      ],
    ],
    [
      'one cluster before all others',
      { canary: true, groupBy: 'region' },
      [
        ['east', 'east-1'],
        ['west', 'west-1', 'west-2'],
        ['', 'lost'],
      ],
    ],
    [
      'one cluster of the first wave before the others of it',
      { canary: true },
      [
        ['east-1', 'east-1'],
        ['', 'lost', 'west-1', 'west-2'],
      ],
    ],
    [
      'groups first, each cluster in the first that means it',
      {
        groups: [
          { name: 'trial', targetCluster: { clusterNames: ['west-1'] } },
          { name: 'none', targetCluster: { clusterNames: ['nowhere'] } },
          {
            name: 'west',
            targetCluster: {
              fieldSelector: { matchExpressions: [{ key: 'region', operator: 'In', values: ['west'] }] },
            },
          },
        ],
      },
      [
        ['trial', 'west-1'],
        ['west', 'west-2'],
        ['', 'east-1', 'lost'],
      ],
    ],
  ])('are %s', (_what, change, waves) => {
    expect(told(change)).toEqual(waves);
  });

  it('take what leaves with the last, and alone where nothing stays', () => {
    expect(told({ groupBy: 'region' }, ['zz', 'aa']).at(-1)).toEqual(['', 'lost', 'aa', 'zz']);
    expect(planWaves(strategy(), [], ['gone'])).toEqual([{ name: '', clusters: ['gone'] }]);
    expect(planWaves(strategy({ canary: true }), [], [])).toEqual([]);
  });

  it('have every cluster once, and none is empty, however they are asked for', () => {
    const regions = fc.constantFrom('a', 'b', null);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 25 }),
        fc.array(regions, { minLength: 41, maxLength: 41 }),
        fc.boolean(),
        fc.constantFrom(undefined, 'region' as const, 'cluster' as const),
        fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 5 }), { maxLength: 4 }),
        (numbers, places, canary, groupBy, groups) => {
          const fleet = numbers.map((one) => candidate(`c${one}`, { region: places[one] ?? null }));
          const named = groups.map((members, index) => ({
            name: `g${index}`,
            targetCluster: { clusterNames: members.map((one) => `c${one}`) },
          }));
          const waves = planWaves(strategy({ canary, groupBy, groups: named }), fleet, ['leaves']);
          expect(waves.flatMap(({ clusters }) => clusters).toSorted()).toEqual(
            [...fleet.map(({ name }) => name), 'leaves'].toSorted(),
          );
          expect(waves.every(({ clusters }) => clusters.length > 0)).toBe(true);
          expect(waveNumbers(waves).size).toBe(fleet.length + 1);
          if (canary && fleet.length > 1) expect(waves[0]?.clusters.length).toBe(1);
        },
      ),
    );
  });
});
