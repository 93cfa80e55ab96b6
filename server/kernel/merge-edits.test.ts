import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeEdits } from './merge-edits';

const pod = (image: string, more: object = {}) => ({
  metadata: { labels: { 'app.io/x': 'a' } },
  spec: {
    replicas: 2,
    containers: [
      { name: 'app', image },
      { name: 'proxy', image: 'p:1' },
    ],
    ...more,
  },
});

describe('mergeEdits', () => {
  it('keeps both where they do not touch', () => {
    const merged = mergeEdits(pod('a:1'), pod('a:2'), pod('a:1', { replicas: 5 }));
    expect(merged).toEqual({ value: pod('a:2', { replicas: 5 }), overlaps: [] });
  });

  it('tells where they touch, and keeps mine there', () => {
    const merged = mergeEdits(pod('a:1'), pod('a:2'), pod('a:3', { replicas: 5 }));
    expect(merged.value).toEqual(pod('a:2', { replicas: 5 }));
    expect(merged.overlaps).toEqual([
      { path: 'spec.containers[name=app].image', base: 'a:1', mine: 'a:2', theirs: 'a:3' },
    ]);
  });

  it('lets go what one removed and the other left alone, and tells when the other changed it', () => {
    const base = { a: { x: 1 }, b: 1 };
    expect(mergeEdits(base, { b: 1 }, { a: { x: 1 }, b: 2 })).toEqual({ value: { b: 2 }, overlaps: [] });
    expect(mergeEdits(base, { b: 1 }, { a: { x: 2 }, b: 1 }).overlaps).toMatchObject([{ path: 'a' }]);
  });

  it('is theirs when I changed nothing, and mine when they changed nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (base, edited) => {
        expect(mergeEdits(base, base, edited)).toEqual({ value: edited, overlaps: [] });
        expect(mergeEdits(base, edited, base)).toEqual({ value: edited, overlaps: [] });
      }),
    );
  });

  it('takes the order of whoever changed it, and leaves new entries at their neighbours', () => {
    const of = (...names: string[]) => names.map((name) => ({ name }));
    expect(mergeEdits(of('a', 'b'), of('b', 'a'), of('a', 'b', 'c')).value).toEqual(of('b', 'c', 'a'));
    expect(mergeEdits(of('a', 'b'), of('a', 'b', 'c'), of('b', 'a')).value).toEqual(of('b', 'c', 'a'));
    expect(mergeEdits(of('a', 'b'), of('a', 'm', 'b'), of('z', 'a', 't', 'b')).value).toEqual(
      of('z', 'a', 'm', 't', 'b'),
    );
    const both = mergeEdits(of('a', 'b', 'c'), of('c', 'b', 'a'), of('b', 'a', 'c'));
    expect(both).toMatchObject({ value: of('c', 'b', 'a'), overlaps: [{ path: '[]', theirs: ['b', 'a', 'c'] }] });
  });

  it('lets stand what a person decided', () => {
    const sideOf = (path: string) => (path === 'a' ? 'theirs' : undefined);
    const merged = mergeEdits({ a: 1, b: 1 }, { a: 2, b: 2 }, { a: 3, b: 3 }, { sideOf });
    expect(merged.value).toEqual({ a: 3, b: 2 });
    expect(merged.overlaps.map(({ path }) => path)).toEqual(['a', 'b']);
  });

  it('finds the same overlaps from either side, and the same value where there are none', () => {
    fc.assert(
      fc.property(document, document, document, (base, mine, theirs) => {
        const [one, other] = [mergeEdits(base, mine, theirs), mergeEdits(base, theirs, mine)];
        expect(other.overlaps.map(({ path }) => path).toSorted()).toEqual(
          one.overlaps.map(({ path }) => path).toSorted(),
        );
        if (one.overlaps.length === 0) expect(sorted(other.value)).toEqual(sorted(one.value));
      }),
    );
  });

  it('invents nothing: every plain value was somebody’s', () => {
    fc.assert(
      fc.property(document, document, document, (base, mine, theirs) => {
        const known = new Set([mine, theirs].flatMap(leaves));
        for (const value of leaves(mergeEdits(base, mine, theirs).value)) expect(known).toContain(value);
      }),
    );
  });
});

const small = fc.constantFrom(0, 1, 2, 'x');
const entries = fc.uniqueArray(
  fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), value: small, at: small }, { requiredKeys: ['name'] }),
  { selector: ({ name }) => name, maxLength: 4 },
);
const document = fc.record(
  {
    a: small,
    list: entries,
    deep: fc.record({ b: small, c: fc.array(small, { maxLength: 2 }), list: entries }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const leaves = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];

/** What does not depend on who is asked first: lists in the order of their entries' texts. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value.map(sorted).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inside]) => [key, sorted(inside)])
      .toSorted(),
  );
};
