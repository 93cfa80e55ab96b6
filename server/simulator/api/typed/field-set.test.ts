import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createFieldSetBuilder,
  difference,
  EMPTY_SET,
  type FieldSet,
  intersection,
  isSameSet,
  pathsOf,
  readFieldSet,
  union,
  withoutBranches,
  writeFieldSet,
} from './field-set';

const element = fc.constantFrom('f:a', 'f:b', 'k:{"name":"x"}', 'v:"1"');
const paths = fc.array(fc.array(element, { minLength: 1, maxLength: 3 }), { maxLength: 8 });
const setOf = (list: readonly (readonly string[])[]): FieldSet => {
  const builder = createFieldSetBuilder();
  for (const path of list) builder.insert(path);
  return builder.build();
};
const texts = (set: FieldSet) =>
  pathsOf(set)
    .map((path) => path.join('/'))
    .sort();
const unique = (list: string[][]) => [...new Set(list.map((path) => path.join('/')))].sort();

describe('a set of fields', () => {
  it('holds what was put in, and nothing else', () => {
    fc.assert(
      fc.property(paths, (list) => {
        expect(texts(setOf(list))).toEqual(unique(list));
      }),
    );
  });

  it('unites, intersects and subtracts path by path', () => {
    fc.assert(
      fc.property(paths, paths, (one, other) => {
        const [left, right] = [unique(one), unique(other)];
        expect(texts(union(setOf(one), setOf(other)))).toEqual([...new Set([...left, ...right])].sort());
        expect(texts(intersection(setOf(one), setOf(other)))).toEqual(left.filter((path) => right.includes(path)));
        expect(texts(difference(setOf(one), setOf(other)))).toEqual(left.filter((path) => !right.includes(path)));
      }),
    );
  });

  it('takes whole branches away', () => {
    const set = setOf([['f:a'], ['f:a', 'f:b'], ['f:a', 'f:c', 'f:d'], ['f:b']]);
    expect(texts(withoutBranches(set, setOf([['f:a']])))).toEqual(['f:b']);
    expect(texts(withoutBranches(set, setOf([['f:a', 'f:c']])))).toEqual(['f:a', 'f:a/f:b', 'f:b']);
  });

  it('is the same after it was written and read', () => {
    fc.assert(fc.property(paths, (list) => isSameSet(readFieldSet(writeFieldSet(setOf(list))), setOf(list))));
  });

  it('is written with a point where a path is owned and has others under it', () => {
    expect(writeFieldSet(setOf([['f:a'], ['f:a', 'f:b'], ['f:c', 'f:d']]))).toEqual({
      'f:a': { '.': {}, 'f:b': {} },
      'f:c': { 'f:d': {} },
    });
    expect(writeFieldSet(EMPTY_SET)).toEqual({});
  });
});
