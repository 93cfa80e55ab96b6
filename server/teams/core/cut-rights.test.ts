import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, ALL_ACTIONS } from '../model/action';
import { EVERYWHERE, type GrantScope } from '../model/grant';
import type { Rights } from '../model/rights';
import { cutRights } from './cut-rights';

/** A small fleet in which every scope can be judged cluster by cluster, beside the code that is tried. */
type Spot = { cluster: string; namespace: string; environment: string };
const LABELS: Record<string, Record<string, string>> = {
  a: { tier: 'gold', zone: 'x' },
  b: { tier: 'gold', zone: 'y' },
  c: { tier: 'iron', zone: 'x' },
};
const bears = (cluster: string, labels: Record<string, string>) =>
  Object.entries(labels).every(([key, value]) => LABELS[cluster]?.[key] === value);
const bearing = (labels: Record<string, string>) => Object.keys(LABELS).filter((cluster) => bears(cluster, labels));
const SPOTS: Spot[] = Object.keys(LABELS).flatMap((cluster) =>
  ['web', 'pay'].flatMap((namespace) => ['live', 'test'].map((environment) => ({ cluster, namespace, environment }))),
);
const ACTIONS: Action[] = ['objects.list', 'objects.act', 'teams.grant'];

function holdsAt(scope: GrantScope, spot: Spot): boolean {
  const { clusters, namespaces, environments } = scope;
  const inCluster =
    clusters.by === 'all' ||
    (clusters.by === 'name' ? clusters.names.includes(spot.cluster) : bears(spot.cluster, clusters.labels));
  return (
    inCluster && namespaces?.includes(spot.namespace) !== false && environments?.includes(spot.environment) !== false
  );
}
const may = (rights: Rights, action: Action, spot: Spot) =>
  rights.some((held) => held.actions.includes(action) && holdsAt(held.scope, spot));

const some = (...names: string[]) => fc.option(fc.subarray(names, { minLength: 1 }), { nil: null });
const scopes: fc.Arbitrary<GrantScope> = fc.record({
  clusters: fc.oneof(
    fc.constant({ by: 'all' as const }),
    fc.record({ by: fc.constant('name' as const), names: fc.subarray(['a', 'b', 'c', 'gone'], { minLength: 1 }) }),
    fc.record({
      by: fc.constant('label' as const),
      labels: fc.constantFrom<Record<string, string>>({ tier: 'gold' }, { zone: 'x' }, { tier: 'iron', zone: 'x' }),
    }),
  ),
  namespaces: some('web', 'pay'),
  environments: some('live', 'test'),
});
const held = fc.record({
  id: fc.constant('g'),
  role: fc.constant('r'),
  actions: fc.subarray(ACTIONS),
  scope: scopes,
  team: fc.constant(null),
  expiresAt: fc.constantFrom(null, '2026-11-26T00:00:00.000Z', '2027-11-26T00:00:00.000Z'),
});
const cuts = fc.record({
  actions: fc.subarray(ACTIONS),
  scope: fc.option(scopes, { nil: null }),
  expiresAt: fc.constant(new Date('2027-01-01T00:00:00Z')),
});

describe('the rights of a token', () => {
  it('are at every spot what both its person and the token may do, no more and no less', () => {
    fc.assert(
      fc.property(fc.array(held, { maxLength: 4 }), cuts, (rights, cut) => {
        const effective = cutRights(rights, cut, bearing);
        for (const spot of SPOTS) {
          for (const action of ACTIONS) {
            const inToken = cut.actions.includes(action) && (cut.scope === null || holdsAt(cut.scope, spot));
            expect(may(effective, action, spot)).toBe(may(rights, action, spot) && inToken);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never last longer than the token or the grant', () => {
    fc.assert(
      fc.property(fc.array(held, { maxLength: 4 }), cuts, (rights, cut) => {
        for (const { expiresAt, id } of cutRights(rights, cut, bearing)) {
          expect(id).toBe('g');
          expect(Date.parse(expiresAt ?? '')).toBeLessThanOrEqual(cut.expiresAt.getTime());
        }
      }),
    );
  });

  it('without a scope are as wide as those of its person', () => {
    const all = { id: 'g', role: 'r', actions: [...ALL_ACTIONS], scope: EVERYWHERE, team: null, expiresAt: null };
    const cut = { actions: ['objects.list' as const], scope: null, expiresAt: new Date('2027-01-01T00:00:00Z') };
    expect(cutRights([all], cut, bearing)).toEqual([
      { ...all, actions: ['objects.list'], expiresAt: '2027-01-01T00:00:00.000Z' },
    ]);
  });
});
