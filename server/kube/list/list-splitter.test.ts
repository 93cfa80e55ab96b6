import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonDepthExceeds } from '~/server/kube/request/json-depth';
import { CutPaths } from './cut-paths';
import { ListSplitter } from './list-splitter';

function split(text: string, cutAt: number[] = [], cuts: CutPaths = new CutPaths([])) {
  const bytes = Buffer.from(text);
  const splitter = new ListSplitter('items', cuts);
  const ends = [...new Set(cutAt.map((at) => at % (bytes.length + 1)))].toSorted((a, b) => a - b).concat(bytes.length);
  let from = 0;
  const items = ends.flatMap((to) => {
    const found = splitter.push(bytes.subarray(from, to));
    from = to;
    return found;
  });
  return { items, envelope: splitter.end() };
}

/** JSON text of a value with white space wherever JSON allows it. */
const spaced = (value: unknown, indent: number) => JSON.stringify(value, null, indent);

const anyList = fc.record(
  {
    kind: fc.string(),
    metadata: fc.record({ resourceVersion: fc.string(), items: fc.array(fc.string()) }),
    items: fc.array(fc.jsonValue({ maxDepth: 6 })),
    tail: fc.jsonValue({ maxDepth: 3 }),
  },
  { requiredKeys: ['items'] },
);
const cutPoints = fc.array(fc.nat(), { maxLength: 12 });

describe('ListSplitter', () => {
  it('gives what JSON.parse gives, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(anyList, fc.nat(3), cutPoints, (list, indent, cutAt) => {
        const text = spaced(list, indent);
        const { items, envelope } = split(text, cutAt);
        const whole = JSON.parse(text);
        expect(items).toEqual(whole.items);
        expect(envelope).toEqual({ ...whole, items: [] });
      }),
      { numRuns: 200 },
    );
  });

  it('survives a cut at every byte, in strings of many bytes and before every escape', () => {
    const text = spaced(
      { items: [{ a: 'é😀"\\\\\\"' }, { '{"b[': ']}\\' }, {}, { c: [[{ d: '\\' }]] }], z: '"items":[' },
      1,
    );
    const whole = JSON.parse(text);
    for (let at = 0; at <= Buffer.byteLength(text); at++) expect(split(text, [at]).items).toEqual(whole.items);
    const everywhere = Array.from({ length: Buffer.byteLength(text) }, (_, at) => at);
    expect(split(text, everywhere).items).toEqual(whole.items);
  });

  it('leaves out exactly the subtrees that it was told to', () => {
    const field = fc.constantFrom('managedFields', 'images', 'metadata', 'status', 'name', 'x');
    const inner = fc.dictionary(field, fc.jsonValue({ maxDepth: 3 }));
    const item = fc.dictionary(field, fc.oneof(inner, fc.array(field), fc.string()));
    const cuts = new CutPaths(['metadata.managedFields', 'metadata.x', 'status.images']);
    const without = ([key, value]: [string, unknown]): [string, unknown] => {
      const unread = key === 'metadata' ? ['managedFields', 'x'] : key === 'status' ? ['images'] : [];
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [key, value];
      return [key, Object.fromEntries(Object.entries(value).filter(([name]) => !unread.includes(name)))];
    };
    fc.assert(
      fc.property(fc.array(item), fc.nat(2), cutPoints, (items, indent, cutAt) => {
        const text = spaced({ metadata: { managedFields: 1 }, items }, indent);
        const read = JSON.parse(text);
        const expected = read.items.map((each: object) => Object.fromEntries(Object.entries(each).map(without)));
        const found = split(text, cutAt, cuts);
        expect(found.items).toEqual(expected);
        expect(found.envelope).toEqual({ ...read, items: [] });
      }),
      { numRuns: 200 },
    );
  });

  it('gives items as they come and keeps little', () => {
    const item = JSON.stringify({ metadata: { name: 'x'.repeat(8_000) } });
    const splitter = new ListSplitter();
    splitter.push(Buffer.from('{"items":['));
    let given = 0;
    for (let index = 0; index < 1_000; index++)
      given += splitter.push(Buffer.from(`${index ? ',' : ''}${item}`)).length;
    expect(given).toBeGreaterThan(980);
    expect(given + splitter.push(Buffer.from(']}')).length).toBe(1_000);
    expect(splitter.end()).toEqual({ items: [] });
  });

  it('leaves out alike wherever the bytes are cut, also when its buffer moves in between', () => {
    const items = Array.from({ length: 120 }, (_, index) => ({
      metadata: { managedFields: ['m'.repeat(3_000 + index * 7)], name: `n${index}`, x: 'é"' },
      status: { phase: 'ok', images: [{ names: ['i'.repeat(5_000)] }] },
    }));
    const expected = items.map(({ metadata: { name, x } }) => ({ metadata: { name, x }, status: { phase: 'ok' } }));
    const bytes = Buffer.from(JSON.stringify({ items }));
    for (const size of [977, 4_096, 16_384, 70_001, 300_000]) {
      const splitter = new ListSplitter('items', new CutPaths(['metadata.managedFields', 'status.images']));
      const found: unknown[] = [];
      for (let from = 0; from < bytes.length; from += size)
        found.push(...splitter.push(bytes.subarray(from, from + size)));
      expect(found).toEqual(expected);
      splitter.end();
    }
  });

  it('takes a list without items as Go writes it', () => {
    expect(split('{"kind":"List","items":null}')).toEqual({ items: [], envelope: { kind: 'List', items: null } });
    expect(split('{"items":[ ]}')).toEqual({ items: [], envelope: { items: [] } });
  });

  it.each([
    '{"items":[{]}',
    '{"items":[{}',
    '{"items":[{}}',
    '{"items":[{} {}]}',
    '{"items":[{},]}',
    '',
    '{',
    '}',
    '{"items":[1,2]',
    '{"items":["a]}',
    'x',
    '{"items":[}]}',
    '{"items":[]}}',
  ])('throws garbled for %j', (text) => {
    expect(() => split(text)).toThrow(expect.objectContaining({ reason: 'garbled' }));
  });

  it('refuses to nest deeper than 64 levels and to hold an object without end', () => {
    expect(() => split(`{"items":[${'['.repeat(100)}`)).toThrow(expect.objectContaining({ reason: 'garbled' }));
    expect(() => split(`{"items":[{"a":"${'x'.repeat(9_000_000)}`)).toThrow(
      expect.objectContaining({ reason: 'too-large' }),
    );
  });

  it('either throws what it may throw or agrees with JSON.parse, for any damage', () => {
    const text = spaced(
      { kind: 'List', items: [{ metadata: { managedFields: [1], name: 'a' } }, { b: [1, { c: '"' }] }] },
      0,
    );
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'{}[],:"\\x 0'), (at, byte) => {
        const damaged = text.slice(0, at) + byte + text.slice(at + 1);
        let found: ReturnType<typeof split> | undefined;
        try {
          found = split(damaged, [at], new CutPaths(['metadata.managedFields']));
        } catch (error) {
          expect(error).toMatchObject({ name: 'Ended' });
        }
        if (found) expect(found.items).toBeInstanceOf(Array);
      }),
      { numRuns: 200 },
    );
  });
});

describe('jsonDepthExceeds', () => {
  it('counts what nests and nothing in strings', () => {
    expect(jsonDepthExceeds(Buffer.from('{"a":[[{}]],"b":"[[[[[[\\"[["}'), 4)).toBe(false);
    expect(jsonDepthExceeds(Buffer.from('{"a":[[{}]]}'), 3)).toBe(true);
  });
});
