import { describe, expect, it } from 'vitest';
import { ApplicationSpec } from '../model/application';
import type { DriftRow } from '../model/drift';
import { acceptDrift } from './accept-drift';
import { resolvePath } from './resolve-path';

const deployment = (image: string) => ({
  ...{
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', labels: { 'a.b/c': '1' } },
  },
  spec: {
    replicas: 2,
    template: { spec: { containers: [{ name: 'proxy' }, { name: 'app', image, ports: [{ containerPort: 80 }] }] } },
  },
});
const spec = (overrides: object[] = []) =>
  ApplicationSpec.parse({
    templates: [deployment('a:1')],
    placement: { clusterAffinities: [{ name: 'all' }] },
    overrides,
  });
const row = (change: Partial<DriftRow>): DriftRow =>
  ({
    ...{ id: 'd1', application: 'web', cluster: 'east', group: 'apps', version: 'v1', kind: 'Deployment' },
    ...{ namespace: 'shop', name: 'web', path: 'spec.replicas', wanted: 2, found: 5, ...change },
  }) as DriftRow;
const wanted = [{ cluster: 'east', objects: [{ object: deployment('a:1') }] }];
const IMAGE = 'spec.template.spec.containers[name=app].image';

describe('a path as people write it', () => {
  const cases: [string, unknown][] = [
    [IMAGE, ['spec', 'template', 'spec', 'containers', 1, 'image']],
    ['metadata.labels["a.b/c"]', ['metadata', 'labels', 'a.b/c']],
    ['spec.template.spec.containers[0].name', ['spec', 'template', 'spec', 'containers', 0, 'name']],
    [
      'spec.template.spec.containers[name=app].ports[containerPort=80,protocol=TCP].name',
      ['spec', 'template', 'spec', 'containers', 1, 'ports', 0, 'name'],
    ],
    ['spec.paused', ['spec', 'paused']],
    ['spec.template.spec.containers[name=gone].image', undefined],
    ['spec.nothing.deeper', undefined],
  ];
  it.each(cases)('%s is found in the object', (path, steps) =>
    expect(resolvePath(deployment('a'), path)).toEqual(steps),
  );
});

describe('drift that is accepted', () => {
  it('is written into the template that wants something else', () => {
    const rows = [row({}), row({ id: 'd2', path: IMAGE, wanted: 'a:1', found: 'a:2' })];
    expect(acceptDrift(spec(), wanted, rows, 'template')).toEqual({
      edits: [
        { path: ['spec', 'templates', 0, 'spec', 'replicas'], value: 5 },
        { path: ['spec', 'templates', 0, 'spec', 'template', 'spec', 'containers', 1, 'image'], value: 'a:2' },
      ],
      left: [],
    });
  });

  it('is left out where the template does not decide, and where nothing of it can be wanted', () => {
    const rows = [
      row({ wanted: 7 }),
      row({ id: 'd2', path: '' }),
      row({ id: 'd3', group: '', kind: 'Secret' }),
      row({ id: 'd4', name: 'other' }),
    ];
    const { edits, left } = acceptDrift(spec(), wanted, rows, 'template');
    expect(edits).toEqual([]);
    expect(Object.fromEntries(left.map(({ id, why }) => [id, why]))).toEqual({
      d1: 'overridden',
      d2: 'gone',
      d3: 'secret',
      d4: 'unknown',
    });
  });

  it('is wanted in its own cluster alone by an override that has the last word', () => {
    const { edits } = acceptDrift(
      spec(),
      wanted,
      [row({}), row({ id: 'd2', path: 'spec.paused', wanted: null, found: true })],
      'override',
    );
    expect(edits).toHaveLength(1);
    const rules = (edits[0] as { value?: unknown }).value as {
      name: string;
      priority: number;
      overriders: unknown[];
    }[];
    expect(rules.map(({ name, priority }) => [name, priority])).toEqual([
      ['accepted-east', 1000],
      ['accepted-east-2', 1000],
    ]);
    expect(rules.flatMap(({ overriders }) => overriders)).toEqual([
      { type: 'jsonPatch', operations: [{ op: 'replace', path: '/spec/replicas', value: 5 }] },
      { type: 'jsonPatch', operations: [{ op: 'add', path: '/spec/paused', value: true }] },
    ]);
    expect(ApplicationSpec.safeParse({ ...spec(), overrides: rules }).success).toBe(true);
  });

  it('is taken away where it was', () => {
    const gone = row({ path: IMAGE, wanted: 'a:1', found: null });
    expect(acceptDrift(spec(), wanted, [gone], 'template').edits).toEqual([
      { path: ['spec', 'templates', 0, 'spec', 'template', 'spec', 'containers', 1, 'image'] },
    ]);
  });
});
