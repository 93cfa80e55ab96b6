import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Sight, Target } from '../model/sight';
import { isInSight } from './in-sight';
import { intersectSights } from './intersect-sights';

const names = fc.constantFrom('one', 'two', 'three');
const part = fc.record({
  id: fc.constant('id'),
  whole: fc.boolean(),
  namespaces: fc.oneof(
    fc.constant('all' as const),
    fc.uniqueArray(names).map((list) => new Set(list)),
  ),
});
const sights: fc.Arbitrary<Sight> = fc.oneof(
  { weight: 1, arbitrary: fc.constant('all' as const) },
  { weight: 6, arbitrary: fc.array(fc.tuple(names, part)).map((parts) => new Map(parts)) },
);
const targets: fc.Arbitrary<Target> = fc.record({ cluster: names, namespace: fc.option(names, { nil: undefined }) });

it('holds exactly what both hold', () => {
  fc.assert(
    fc.property(sights, sights, targets, (one, other, target) => {
      const both = isInSight(one, target) && isInSight(other, target);
      expect(isInSight(intersectSights(one, other), target)).toBe(both);
    }),
  );
});
