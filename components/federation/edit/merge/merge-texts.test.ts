import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editValue } from '~/server/kernel/edit-value';
import { isSame } from '~/server/kernel/json';
import type { Side } from '~/server/kernel/merge-edits';
import { parseDocuments } from '~/server/yaml/parse-documents';
import { FIRST_TEXT } from '../first-text';
import { editsBetween } from './edits-between';
import { entryNames } from './merge-rules';
import { mergeTexts } from './merge-texts';

const NONE: ReadonlyMap<string, Side> = new Map();
const value = (text: string) => {
  const read = parseDocuments(text);
  return read.ok ? read.documents[0]?.value : undefined;
};
const merge = (mine: string, theirs: string, sides = NONE) => {
  const merged = mergeTexts({ base: FIRST_TEXT, mine, theirs }, sides);
  return merged.ok ? { text: merged.text, paths: merged.overlaps.map(({ path }) => path) } : { text: '', paths: [] };
};
const MAP = `    - apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
  placement:
`;

describe('two edits of one application', () => {
  it('puts theirs into my text, with my comments and my order', () => {
    const mine = FIRST_TEXT.replace('image: nginx:1.27', 'image: nginx:1.28 # the patched one');
    const theirs = FIRST_TEXT.replace('  placement:\n', MAP).replace('type: Duplicated', 'type: Capacity');
    const { text, paths } = merge(mine, theirs);
    expect(paths).toEqual([]);
    expect(text).toBe(mine.replace('  placement:\n', MAP).replace('type: Duplicated', 'type: Capacity'));
  });

  it('tells a field that both changed by its name, and lets stand what was chosen', () => {
    const mine = FIRST_TEXT.replace('nginx:1.27', 'nginx:1.28').replace('maxGroups: 2', 'maxGroups: 3');
    const theirs = FIRST_TEXT.replace('nginx:1.27', 'nginx:2.0').replace('replicas: 2', 'replicas: 4');
    const path = 'spec.templates[Deployment.apps default/web].spec.template.spec.containers[name=web].image';
    expect(merge(mine, theirs).paths).toEqual([path]);
    expect(merge(mine, theirs).text).toBe(mine.replace('replicas: 2', 'replicas: 4'));
    const chosen = merge(mine, theirs, new Map([[path, 'theirs']]));
    expect(chosen.text).toBe(mine.replace('replicas: 2', 'replicas: 4').replace('nginx:1.28', 'nginx:2.0'));
  });

  it('takes a kind of replicas as a whole', () => {
    const mine = FIRST_TEXT.replace('type: Duplicated', 'type: Weighted\n      weights: []');
    const theirs = FIRST_TEXT.replace('type: Duplicated', 'type: Capacity');
    expect(merge(mine, theirs).paths).toEqual(['spec.placement.replicaScheduling']);
  });

  it('says where my text does not read', () => {
    const broken = mergeTexts({ base: FIRST_TEXT, mine: 'spec: [', theirs: FIRST_TEXT }, NONE);
    expect(broken).toMatchObject({ ok: false, fault: { code: 'syntax' } });
  });
});

const words = fc.constantFrom('a', 'b', 'c', 'd');
const group = fc.record(
  { name: words, clusterNames: fc.uniqueArray(words, { maxLength: 3 }) },
  { requiredKeys: ['name'] },
);
const spec = fc.record(
  {
    priority: fc.integer({ min: 0, max: 3 }),
    groups: fc.uniqueArray(group, { selector: ({ name }) => name, maxLength: 4 }),
    drift: fc.record({ do: words, after: fc.nat(2) }, { requiredKeys: ['do'] }),
    spreadConstraints: fc.array(fc.record({ spreadBy: words, minGroups: fc.nat(2) }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

describe('any two edits', () => {
  it('come to what was to be: the edits make one value of the other', () => {
    fc.assert(
      fc.property(spec, spec, (before, after) => {
        let now: unknown = { spec: before };
        for (const edit of editsBetween(now, { spec: after }, entryNames)) now = editValue(now, edit)?.value;
        expect(isSame(now, { spec: after })).toBe(true);
      }),
    );
  });

  it('are mine where they changed nothing, and theirs where I did not', () => {
    fc.assert(
      fc.property(spec, spec, (base, edited) => {
        const [before, after] = [JSON.stringify({ spec: base }), JSON.stringify({ spec: edited })];
        const mine = mergeTexts({ base: before, mine: after, theirs: before }, NONE);
        const theirs = mergeTexts({ base: before, mine: before, theirs: after }, NONE);
        expect(mine).toEqual({ ok: true, text: after, overlaps: [] });
        expect(theirs.ok && value(theirs.text)).toEqual({ spec: edited });
      }),
    );
  });
});
