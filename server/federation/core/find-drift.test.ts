import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '~/server/kernel/json';
import type { FieldOwner } from '~/server/objects/model/view';
import { attributeDrift, findDrift } from './find-drift';

const deployment = (container: Json, rest: Json = {}): Json => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', labels: { 'a.b/c': 'd' } } },
  spec: { replicas: 2, template: { spec: { containers: [{ name: 'app', image: 'a:1', ...container }] } }, ...rest },
});
const paths = (applied: Json, live: Json) =>
  attributeDrift(findDrift(applied, live), [], 'portolan-federation').map(({ path, wanted, found }) => [
    path,
    wanted,
    found,
  ]);

describe('drift', () => {
  it.each<[string, Json, Json, unknown[]]>([
    [
      'another image',
      deployment({}),
      deployment({ image: 'a:2' }),
      [['spec.template.spec.containers[name=app].image', 'a:1', 'a:2']],
    ],
    ['other replicas', deployment({}), deployment({}, { replicas: 5 }), [['spec.replicas', 2, 5]]],
    [
      'other arguments, as one value',
      deployment({ args: ['a'] }),
      deployment({ args: ['a', 'b'] }),
      [['spec.template.spec.containers[name=app].args', ['a'], ['a', 'b']]],
    ],
    [
      'one argument',
      deployment({ args: ['a'] }),
      deployment({ args: ['b'] }),
      [['spec.template.spec.containers[name=app].args[0]', 'a', 'b']],
    ],
    [
      'a label with dots',
      deployment({}),
      { ...deployment({}), metadata: { name: 'web', labels: {} } },
      [['metadata.labels["a.b/c"]', 'd', undefined]],
    ],
    [
      'a container that is gone',
      deployment({}),
      deployment({ name: 'other' }),
      [['spec.template.spec.containers[name=app]', { name: 'app', image: 'a:1' }, undefined]],
    ],
    [
      'a port',
      deployment({ ports: [{ containerPort: 80, name: '' }] }),
      deployment({ ports: [{ containerPort: 81, protocol: 'TCP' }] }),
      [
        [
          'spec.template.spec.containers[name=app].ports[containerPort=80,protocol=TCP]',
          { containerPort: 80, name: '' },
          undefined,
        ],
      ],
    ],
  ])('is %s', (_what, applied, live, drifted) => expect(paths(applied, live)).toEqual(drifted));

  it.each<[string, Json, Json]>([
    ['what a controller writes', deployment({}), { ...deployment({}), status: { replicas: 9 } }],
    [
      'what the API server fills in',
      deployment({ ports: [{ containerPort: 80 }] }),
      deployment({ imagePullPolicy: 'Always', ports: [{ containerPort: 80, protocol: 'TCP' }] }),
    ],
    [
      'another form of a quantity',
      deployment({ resources: { limits: { cpu: '1000m', memory: '1Gi' } } }),
      deployment({ resources: { limits: { cpu: '1', memory: '1024Mi' } } }),
    ],
    ['an empty value that is left out', deployment({ env: [], securityContext: {} }), deployment({})],
    [
      'a container that a webhook adds',
      deployment({}),
      {
        ...deployment({}),
        spec: { replicas: 2, template: { spec: { containers: [{ name: 'proxy' }, { name: 'app', image: 'a:1' }] } } },
      },
    ],
  ])('is not %s', (_what, applied, live) => expect(paths(applied, live)).toEqual([]));

  it('is not found in what is as it was applied, and is wherever one value is changed', () =>
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-z]{1,5}$/),
          fc.oneof(fc.integer(), fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.integer())),
        ),
        fc.nat(),
        (spec, which) => {
          const applied = { spec };
          expect(findDrift(applied, structuredClone(applied))).toEqual([]);
          const keys = Object.keys(spec);
          const key = keys[which % Math.max(1, keys.length)];
          if (key === undefined) return;
          const [one] = findDrift(applied, { spec: { ...spec, [key]: 'other' } });
          expect(one?.steps.slice(0, 2)).toEqual(['spec', key]);
        },
      ),
    ));
});

it('is told with who wrote the field last, and never with the hub', () => {
  const owner = (path: string, manager: string, at: string): FieldOwner => ({
    path,
    manager,
    at,
    operation: 'Update',
    subresource: '',
  });
  const owners = [
    owner('spec.template.spec.containers[name=app].image', 'portolan-federation', '2026-01-03T00:00:00Z'),
    owner('spec.template.spec.containers[name=app].image', 'kubectl-edit', '2026-01-01T00:00:00Z'),
    owner('spec.template.spec.containers[name=app].image', 'kubectl-set', '2026-01-02T00:00:00Z'),
    owner('spec.replicas', 'autoscaler', '2026-01-09T00:00:00Z'),
  ];
  const drifted = findDrift(deployment({}), deployment({ image: 'a:2' }));
  expect(attributeDrift(drifted, owners, 'portolan-federation')[0]?.by).toMatchObject({ manager: 'kubectl-set' });
});
