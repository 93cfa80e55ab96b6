import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_ACTIONS } from '../model/action';
import { EVERYWHERE, type GrantScope } from '../model/grant';
import type { HeldGrant } from '../model/rights';
import { ROLE_ACTIONS } from '../model/role-actions';
import { personWith } from '../testing/people';
import { covers } from './covers';
import { missingToGrant } from './may-grant';

const NAMES = ['a', 'b', 'c'];
const names = fc.subarray(NAMES, { minLength: 1 });
const labels = fc
  .dictionary(fc.constantFrom('team', 'tier'), fc.constantFrom('x', 'y'), { minKeys: 1, noNullPrototype: true })
  .map((found) => ({ by: 'label' as const, labels: found }));
const anyScope: fc.Arbitrary<GrantScope> = fc.record({
  clusters: fc.oneof(
    fc.constant({ by: 'all' as const }),
    names.map((found) => ({ by: 'name' as const, names: found })),
    labels,
  ),
  namespaces: fc.option(names),
  environments: fc.option(names),
});

/** Everything that there could be: a cluster with labels, a namespace in it, and its environment. */
type Place = { cluster: string; labels: Record<string, string>; namespace: string; environment: string };
const anyPlace: fc.Arbitrary<Place> = fc.record({
  cluster: fc.constantFrom(...NAMES, 'd'),
  labels: fc.dictionary(fc.constantFrom('team', 'tier'), fc.constantFrom('x', 'y'), { noNullPrototype: true }),
  namespace: fc.constantFrom(...NAMES, 'd'),
  environment: fc.constantFrom(...NAMES, 'd'),
});

const isIn = ({ clusters, namespaces, environments }: GrantScope, place: Place): boolean =>
  (clusters.by === 'all' ||
    (clusters.by === 'name' && clusters.names.includes(place.cluster)) ||
    (clusters.by === 'label' &&
      Object.entries(clusters.labels).every(([key, value]) => place.labels[key] === value))) &&
  (namespaces === null || namespaces.includes(place.namespace)) &&
  (environments === null || environments.includes(place.environment));

describe('covers', () => {
  it('is never claimed of a scope that reaches a place which the other does not', () => {
    fc.assert(
      fc.property(anyScope, anyScope, anyPlace, (outer, inner, place) => {
        if (covers(outer, inner) && isIn(inner, place)) expect(isIn(outer, place)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds of itself and of everything', () => {
    fc.assert(
      fc.property(anyScope, (scope) => {
        expect(covers(scope, scope)).toBe(true);
        expect(covers(EVERYWHERE, scope)).toBe(true);
      }),
    );
  });
});

describe('giving', () => {
  const anyActions = fc.subarray(ALL_ACTIONS);
  const anyGrant: fc.Arbitrary<HeldGrant> = fc.record({
    id: fc.constant('g'),
    role: fc.constant('custom'),
    actions: anyActions,
    scope: anyScope,
    team: fc.constant(null),
    expiresAt: fc.constant(null),
  });

  it('never gives at any place what the giver does not hold there', () => {
    fc.assert(
      fc.property(
        fc.array(anyGrant, { maxLength: 4 }),
        anyActions,
        anyScope,
        anyPlace,
        (rights, actions, scope, place) => {
          if (missingToGrant(rights, { actions, scope }).length > 0 || !isIn(scope, place)) return;
          for (const action of [...actions, 'teams.grant'] as const) {
            expect(rights.some((held) => held.actions.includes(action) && isIn(held.scope, place))).toBe(true);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('names what is missing', () => {
    const one: GrantScope = { ...EVERYWHERE, clusters: { by: 'name', names: ['one'] } };
    const two: GrantScope = { ...EVERYWHERE, clusters: { by: 'name', names: ['two'] } };
    const given = (scope: GrantScope) => ({ actions: ROLE_ACTIONS.editor, scope });
    expect(missingToGrant(personWith('admin', one).rights, given(one))).toEqual([]);
    expect(missingToGrant(personWith('admin', one).rights, given(two))[0]).toBe('teams.grant');
    expect(missingToGrant(personWith('editor', one).rights, given(one))).toEqual(['teams.grant']);
    const fleet = { actions: ROLE_ACTIONS['fleet-admin'], scope: one };
    expect(missingToGrant(personWith('admin', one).rights, fleet)).toContain('clusters.register');
  });
});
