import { describe, expect, it } from 'vitest';
import { decideOverlaps, textAt } from './decide-overlaps';
import { readFieldPath } from './field-path';
import { placeField } from './place-field';

const TEXT = `kind: Deployment
metadata:
  annotations:
    a.b/c: one
spec:
  containers:
    - name: app
      image: a:1
    - name: side
      image: b:1
`;

describe('a field that somebody names', () => {
  it('is read as Kubernetes and we write it', () => {
    expect(readFieldPath('spec.containers[0].image')).toEqual([
      { key: 'spec' },
      { key: 'containers' },
      { index: 0 },
      { key: 'image' },
    ]);
    expect(readFieldPath('metadata.annotations[a.b/c]').at(-1)).toEqual({ key: 'a.b/c' });
    expect(readFieldPath('metadata.annotations["a.b/c"]').at(-1)).toEqual({ key: 'a.b/c' });
    expect(readFieldPath('spec.containers[name=app].image')[2]).toEqual({ by: 'name', value: 'app' });
    expect(readFieldPath('')).toEqual([]);
  });

  it.each([
    ['spec.containers[1].image', 'b:1'],
    ['spec.containers[name=side].image', 'b:1'],
    ['metadata.annotations[a.b/c]', 'one'],
    ['spec.containers[0].ports', 'name'],
    ['spec.replicas', 'spec'],
    ['spec.containers', 'containers'],
    ['nowhere', 'kind: Deployment'],
  ])('%s is shown at %s', (field, word) => {
    const { from, to } = placeField(TEXT, field);
    expect(TEXT.slice(from, to)).toBe(word);
  });

  it('is looked for in the document that is meant', () => {
    const text = `${TEXT}---\nkind: Other\n`;
    const { from, to } = placeField(text, 'kind', 1);
    expect(text.slice(from, to)).toBe('Other');
  });
});

describe('fields that two edits both touch', () => {
  const base = TEXT;
  const mine = TEXT.replace('a:1', 'a:mine').replace('one', 'mine');
  const now = TEXT.replace('a:1', 'a:theirs').replace('one', 'theirs');
  const image = 'spec.containers[name=app].image';
  const annotation = 'metadata.annotations["a.b/c"]';

  it('are taken from the side that a person chose, and count as seen', () => {
    const decided = decideOverlaps(
      { base, mine, now },
      new Map([
        [image, 'mine'],
        [annotation, 'theirs'],
      ]),
    );
    expect([image, annotation].map((path) => textAt(decided.mine, path))).toEqual(['a:mine', 'theirs']);
    expect([image, annotation].map((path) => textAt(decided.base, path))).toEqual(['a:theirs', 'theirs']);
  });

  it('may be gone on one side, or be new', () => {
    const without = now.replace('      image: a:theirs\n', '');
    const decided = decideOverlaps({ base, mine, now: without }, new Map([[image, 'theirs']]));
    expect(textAt(decided.mine, image)).toBeNull();
    const added = decideOverlaps(
      { base: 'data: {}\n', mine: 'data: { a: "1" }\n', now: 'data: { a: "2" }\n' },
      new Map([['data.a', 'mine']]),
    );
    expect([textAt(added.base, 'data.a'), textAt(added.mine, 'data.a')]).toEqual(['2', '1']);
  });
});
