import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from './change';
import { MAX_KEYS, mergeChanges } from './merge-changes';

const anyChange: fc.Arbitrary<Change> = fc
  .record({
    topic: fc.constantFrom('nodes' as const, 'pods' as const),
    cluster: fc.constantFrom('a', 'b'),
    keys: fc.option(fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 1 }), { nil: undefined }),
  })
  .map(({ keys, ...change }) => (keys ? { ...change, keys } : change));

describe('mergeChanges', () => {
  it('tells each topic and cluster once, and no less than all changes together told', () => {
    fc.assert(
      fc.property(fc.array(anyChange), (changes) => {
        const merged = mergeChanges(changes);
        const places = merged.map(({ topic, cluster }) => `${topic} ${cluster}`);
        expect(new Set(places).size).toBe(places.length);
        for (const change of changes) {
          const found = merged.find(({ topic, cluster }) => topic === change.topic && cluster === change.cluster);
          const isAny = found !== undefined && found.keys === undefined;
          expect(isAny || (change.keys?.every((key) => found?.keys?.includes(key)) ?? false)).toBe(true);
        }
      }),
    );
  });

  it('names no rows where there are many', () => {
    const keys = Array.from({ length: MAX_KEYS + 1 }, (_, index) => `n${index}`);
    expect(mergeChanges([{ topic: 'nodes', cluster: 'a', keys }])).toEqual([{ topic: 'nodes', cluster: 'a' }]);
  });
});
