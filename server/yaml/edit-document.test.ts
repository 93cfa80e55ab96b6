import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { editValue, valueAt } from '~/server/kernel/edit-value';
import type { TextEdit, TextPath } from '~/server/kernel/text-edit';
import { editDocument } from './edit-document';
import { parseDocuments } from './parse-documents';

const TEXT = `# mine
spec:
  replicas: 2 # of each

  image:   'a:1'    # as it is
  overrides: []
  groups:
  - name: primary   # first
    clusterNames: [a,b]

  # when all else fails
  - name: backup
    mode: 0644
`;
/** The lines that are others, each as it was and as it is. */
function changed(edits: readonly TextEdit[]) {
  const [before, after] = [TEXT.split('\n'), editDocument(TEXT, edits)?.split('\n') ?? []];
  while (before.length > 0 && before[0] === after[0]) for (const lines of [before, after]) lines.shift();
  while (before.length > 0 && before.at(-1) === after.at(-1)) for (const lines of [before, after]) lines.pop();
  return [before, after];
}

describe('an edit of a text', () => {
  it.each<[string, TextEdit, string[], string[]]>([
    ['a number', { path: ['spec', 'replicas'], value: 5 }, ['  replicas: 2 # of each'], ['  replicas: 5 # of each']],
    [
      'a text in its quotes',
      { path: ['spec', 'image'], value: 'b:2' },
      ["  image:   'a:1'    # as it is"],
      ["  image:   'b:2'    # as it is"],
    ],
    [
      'a list of its first entry',
      { path: ['spec', 'overrides', 0], value: { name: 'one' } },
      ['  overrides: []'],
      ['  overrides:', '  - name: one'],
    ],
    ['a new field', { path: ['spec', 'drift', 'do'], value: 'report' }, [], ['  drift:', '    do: report']],
    ['what is not wanted any more', { path: ['spec', 'replicas'] }, ['  replicas: 2 # of each'], []],
    ['an entry at the end', { path: ['spec', 'groups', 2], value: { name: 'last' } }, [], ['  - name: last']],
    [
      'a word within brackets',
      { path: ['spec', 'groups', 0, 'clusterNames', 1], value: 'c' },
      ['    clusterNames: [a,b]'],
      ['    clusterNames: [a,c]'],
    ],
    [
      'an entry within brackets',
      { path: ['spec', 'groups', 0, 'clusterNames', 2], value: 'c' },
      ['    clusterNames: [a,b]'],
      ['    clusterNames: [a, b, c]'],
    ],
    [
      'an entry of the same list before another, whose comment stays with it',
      { path: ['spec', 'groups', 1], insert: { name: 'x' } },
      [],
      ['  - name: x'],
    ],
    [
      'an entry with its first field gone',
      { path: ['spec', 'groups', 1, 'name'] },
      ['  - name: backup', '    mode: 0644'],
      ['  - mode: 0644'],
    ],
  ])('changes %s, and nothing beside it', (_name, edit, before, after) => {
    expect(changed([edit])).toEqual([before, after]);
  });

  it('moves an entry with the comment above it', () => {
    const moved = editDocument(TEXT, [{ path: ['spec', 'groups', 1], to: 0 }]);
    expect(moved?.slice(moved.indexOf('  groups:'))).toBe(`  groups:

  # when all else fails
  - name: backup
    mode: 0644
  - name: primary   # first
    clusterNames: [a,b]
`);
  });

  it('lays several lines out as lines', () => {
    expect(editDocument('a: 1 # one\nb: 2\n', [{ path: ['a'], value: 'x\ny\n' }])).toBe('a: | # one\n  x\n  y\nb: 2\n');
  });

  it('writes out what an alias stands for where only one of its places changes', () => {
    const text = '# kept\na: &one\n  x: 1\nb: *one # too\nc:\n  <<: *one\n  y: 2\n';
    const edited = editDocument(text, [{ path: ['b', 'x'], value: 5 }]) ?? '';
    expect(value(edited)).toEqual({ a: { x: 1 }, b: { x: 5 }, c: { x: 1, y: 2 } });
    expect(edited).toContain('# kept');
    expect(value(editDocument(text, [{ path: ['a', 'x'], value: 7 }]) ?? '')).toEqual({
      ...{ a: { x: 7 }, b: { x: 1 }, c: { x: 1, y: 2 } },
    });
  });

  it('touches neither what is not read nor what stands in the way', () => {
    expect(editDocument('a: [', [])).toBeUndefined();
    expect(editDocument('a: 1\n---\nb: 1\n', [{ path: ['a'], value: 2 }])).toBeUndefined();
    expect(editDocument('a: text\n', [{ path: ['a', 'b'], value: 2 }])).toBeUndefined();
    expect(editDocument(`a: &a [x]\nb: [${'*a,'.repeat(60)}]`, [{ path: ['c'], value: 1 }])).toBeUndefined();
  });
});

const value = (text: string): unknown => {
  const read = parseDocuments(text);
  return read.ok ? read.documents[0]?.value : read.fault;
};

const words = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '- a',
    'a: b',
    '# no',
    'yes',
    '0644',
    '1e3',
    'null',
    '~',
    "it's",
    '"',
    'l1\nl2\n',
    '\n',
    '{',
    '*a',
    '<<',
  ),
);
const leaf = fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null));
// a merge where it names no object does not read, and no object of Kubernetes has such a field
const names = fc.oneof(
  fc.constantFrom('a', 'b', 'name', 'x/y.z'),
  words.filter((word) => word !== '<<'),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(names, tie('tree'), { maxKeys: 4 }),
  ),
}));
const whole = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tree, { minKeys: 1, maxKeys: 4 });
const style = fc.record({
  indentSeq: fc.boolean(),
  indent: fc.constantFrom(2, 4),
  singleQuote: fc.boolean(),
  collectionStyle: fc.constantFrom<('any' | 'flow')[]>('any', 'any', 'flow'),
});

/** Every place of a value, and one behind the end of each list and object. */
function placesIn(inside: unknown, path: TextPath = []): TextPath[] {
  const keys = Array.isArray(inside)
    ? [...inside.keys(), inside.length]
    : typeof inside === 'object' && inside !== null
      ? [...Object.keys(inside), 'new']
      : [];
  return keys.flatMap((key) => [
    [...path, key],
    ...placesIn((inside as Record<string | number, unknown>)[key], [...path, key]),
  ]);
}

/** A comment above every line that begins a field or an entry. */
const commented = (text: string) =>
  text.replaceAll(/^( *)(?=[a-d]:|- [a-z]+:)/gm, (spaces: string) => `${spaces}# about it\n${spaces}`);
const comments = (text: string) => text.split('# about it').length - 1;

describe('any text', () => {
  const cases = fc.tuple(whole, style, fc.nat(), tree, fc.constantFrom('set', 'take', 'insert', 'move'), fc.nat());
  const editOf = (root: unknown, [pick, to, kind, given]: [number, number, string, unknown]): TextEdit | undefined => {
    const places = placesIn(root);
    const path = places[pick % places.length];
    if (path === undefined) return undefined;
    if (kind === 'take') return { path };
    if (kind === 'set' || typeof path.at(-1) !== 'number') return { path, value: given };
    return kind === 'insert' ? { path, insert: given } : { path, to };
  };

  it('reads after an edit as before it, but for the place that was meant; its comments are still there', () => {
    fc.assert(
      fc.property(cases, ([root, printing, pick, given, kind, to]) => {
        const text = commented(stringify(root, { ...printing, lineWidth: 0 }));
        const edit = editOf(value(text), [pick, to % 4, kind, given]);
        const wanted = edit && editValue(value(text), edit);
        if (!edit || !wanted || !parseDocuments(text).ok) return;
        const edited = editDocument(text, [edit]);
        expect(value(edited ?? '')).toEqual(wanted.value);
        if ('insert' in edit || 'to' in edit) expect(comments(edited ?? '')).toBe(comments(text));
      }),
      { numRuns: 200 },
    );
  });

  it('has the same value again when a word is changed and changed back', () => {
    fc.assert(
      fc.property(whole, style, fc.nat(), leaf, (root, printing, pick, given) => {
        const text = stringify(root, { ...printing, lineWidth: 0 });
        if (!parseDocuments(text).ok) return;
        const plain = placesIn(root).filter((path) => typeof (valueAt(root, path) ?? {}) !== 'object');
        const path = plain[pick % plain.length];
        if (path === undefined) return;
        const before = valueAt(root, path);
        const there = editDocument(text, [{ path, value: given }]) ?? '';
        const back = editDocument(there, [{ path, value: before }]) ?? '';
        expect(value(back)).toEqual(value(text));
      }),
      { numRuns: 100 },
    );
  });
});
