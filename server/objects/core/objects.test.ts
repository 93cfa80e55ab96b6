import { describe, expect, it } from 'vitest';
import type { Kind } from '../model/ref';
import { describeObject } from './describe-object';
import { groupObjects } from './group-objects';
import { planAction } from './plan-action';
import { readManifest, refuseIdentity } from './read-manifest';
import { labelSelectorOf, relatedLists } from './related-lists';
import { listRevisions, planUndo } from './revisions';
import { trimSchema } from './trim-schema';

const kind = (name: string, plural: string, group: string, namespaced = true): Kind => ({
  ...{ group, version: 'v1', plural, kind: name, singular: plural, shortNames: [], categories: [] },
  ...{ namespaced, verbs: ['list'], subresources: [] },
});
const KINDS = [kind('Deployment', 'deployments', 'apps'), kind('Node', 'nodes', '', false)];
const DEPLOYMENTS = { group: 'apps', plural: 'deployments' };

describe('readManifest', () => {
  const read = (value: unknown) => readManifest(value, KINDS, 'home', 3);
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } };

  it('finds the kind and gives a namespace to what lacks one', () => {
    expect(read(deployment)).toMatchObject({ ok: true, manifest: { namespace: 'home', name: 'web' } });
    const there = { ...deployment, metadata: { name: 'web', namespace: 'away' } };
    expect(read(there)).toMatchObject({ manifest: { namespace: 'away' } });
    expect(read({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' } })).toMatchObject({
      manifest: { namespace: undefined },
    });
  });

  it.each([
    ['no object', [1]],
    ['no kind', { metadata: { name: 'x' } }],
    ['an unknown kind', { apiVersion: 'apps/v2', kind: 'Deployment', metadata: { name: 'x' } }],
    ['no name', { ...deployment, metadata: {} }],
    ['a List', { apiVersion: 'v1', kind: 'List', items: [] }],
  ])('refuses %s at its line', (_what, value) => {
    expect(read(value)).toMatchObject({ ok: false, refusal: { code: 'identity', line: 3 } });
  });

  it('refuses an edit that makes another object of it', () => {
    const found = read(deployment);
    if (!found.ok) throw new Error('refused');
    const ref = { cluster: 'c', group: 'apps', version: 'v1', plural: 'deployments', namespace: 'home', name: 'web' };
    expect(refuseIdentity(found.manifest, ref)).toBeUndefined();
    expect(refuseIdentity(found.manifest, { ...ref, name: 'other' })).toMatchObject({ code: 'identity' });
  });
});

describe('planAction', () => {
  const deployment = (spec: object) => ({ metadata: { name: 'web', resourceVersion: '7' }, spec });
  const patch = (spec: object, action: Parameters<typeof planAction>[2]) =>
    planAction(DEPLOYMENTS, deployment(spec), action, 'now');

  it('guards every patch by the version that was read', () => {
    expect(patch({ replicas: 1 }, { do: 'scale', replicas: 3 })).toEqual({
      kind: 'patch',
      patch: {
        kind: 'json',
        operations: [
          { op: 'test', path: '/metadata/resourceVersion', value: '7' },
          { op: 'add', path: '/spec/replicas', value: 3 },
        ],
      },
      changes: [{ path: 'spec.replicas', before: '1', after: '3' }],
    });
  });

  it('does nothing twice, and refuses what does not fit', () => {
    expect(patch({ replicas: 3 }, { do: 'scale', replicas: 3 })).toEqual({ kind: 'nothing' });
    expect(patch({ paused: true }, { do: 'pause' })).toEqual({ kind: 'nothing' });
    expect(patch({ paused: true }, { do: 'restart' })).toMatchObject({ kind: 'refused' });
    expect(patch({}, { do: 'cordon' })).toMatchObject({ kind: 'refused' });
    expect(planAction({ group: '', plural: 'pods' }, deployment({}), { do: 'restart' }, 'now')).toMatchObject({
      kind: 'refused',
    });
  });

  it('makes the maps that a restart writes into', () => {
    const planned = patch({ template: { metadata: { labels: {} } } }, { do: 'restart' });
    expect(planned).toMatchObject({
      kind: 'patch',
      patch: { operations: [{}, { path: '/spec/template/metadata/annotations' }, {}] },
    });
  });
});

describe('revisions', () => {
  const template = (image: string, labels: object = {}) => ({
    metadata: { labels: { app: 'a', ...labels } },
    spec: { containers: [{ image }] },
  });
  const replicaSet = (revision: string, image: string) => ({
    metadata: { name: `rs-${revision}`, annotations: { 'deployment.kubernetes.io/revision': revision } },
    spec: { template: template(image, { 'pod-template-hash': revision }) },
  });
  const workload = {
    metadata: { name: 'web', resourceVersion: '7', annotations: { 'deployment.kubernetes.io/revision': '3' } },
    spec: { template: template('a:3') },
  };
  const own = ['1', '2', '3'].map((revision) => replicaSet(revision, `a:${revision}`));

  it('are listed the newest first, with the current one marked', () => {
    expect(listRevisions(workload, own).map(({ revision, images, current }) => [revision, images, current])).toEqual([
      [3, ['a:3'], true],
      [2, ['a:2'], false],
      [1, ['a:1'], false],
    ]);
  });

  it('mark the one of the same template, whatever the controller has not written yet', () => {
    const early = {
      ...workload,
      metadata: { ...workload.metadata, annotations: { 'deployment.kubernetes.io/revision': '2' } },
    };
    expect(listRevisions(early, own).map(({ current }) => current)).toEqual([true, false, false]);
  });

  it('are taken back to without what the controller wrote', () => {
    const planned = planUndo(workload, own, null);
    expect(planned).toMatchObject({
      kind: 'patch',
      changes: [{ path: expect.stringContaining('image'), before: 'a:3', after: 'a:2' }],
    });
    expect(JSON.stringify(planned)).not.toContain('pod-template-hash');
    expect(planUndo(workload, own, 3)).toEqual({ kind: 'nothing' });
    expect(planUndo(workload, own, 9)).toMatchObject({ kind: 'refused' });
  });
});

describe('relatedLists', () => {
  it('asks for what belongs beside a Deployment, a Service and a node', () => {
    const titles = (ref: { group: string; plural: string }, spec: object) =>
      relatedLists(ref, { metadata: { name: 'x', namespace: 'a', uid: 'u' }, spec }).map(({ title }) => title);
    expect(titles(DEPLOYMENTS, { selector: { matchLabels: { a: '1' } } })).toEqual(['pods', 'replicaSets', 'events']);
    expect(titles({ group: '', plural: 'services' }, { selector: { a: '1' } })).toEqual([
      'pods',
      'endpointSlices',
      'events',
    ]);
    expect(titles({ group: '', plural: 'services' }, {})).toEqual(['endpointSlices', 'events']);
    expect(titles({ group: '', plural: 'nodes' }, {})).toEqual(['pods', 'events']);
  });

  it('writes selectors as kubectl takes them, and none for one that selects all', () => {
    const expressions = [
      { key: 'b', operator: 'In', values: ['1', '2'] },
      { key: 'c', operator: 'DoesNotExist' },
    ];
    expect(labelSelectorOf({ matchLabels: { a: '1' }, matchExpressions: expressions })).toBe('a=1,b in (1,2),!c');
    expect(labelSelectorOf({})).toBeUndefined();
  });
});

it('puts equal objects into groups as they come, and says of each new group how it differs from the first', () => {
  const object = (uid: string, image: string) => ({
    metadata: { name: 'web', uid, resourceVersion: uid, creationTimestamp: 't' },
    spec: { image },
    status: { at: uid },
  });
  const place = groupObjects();
  expect(['a:1', 'a:2', 'a:1', 'a:2'].map((image, index) => place(object(String(index), image)))).toEqual([
    { group: 0, differences: [], more: 0 },
    { group: 1, differences: [{ path: 'spec.image', before: 'a:1', after: 'a:2' }], more: 0 },
    { group: 0, differences: [], more: 0 },
    { group: 1, differences: [], more: 0 },
  ]);
});

it('compares objects that two members serve in two versions of their group by what they say', () => {
  const place = groupObjects();
  const cronJob = (version: string, suspend: boolean) => ({
    ...{ apiVersion: `batch/${version}`, kind: 'CronJob', metadata: { name: 'nightly' }, spec: { suspend } },
  });
  expect(place(cronJob('v1', false))).toMatchObject({ group: 0 });
  expect(place(cronJob('v1beta1', false))).toMatchObject({ group: 0 });
  expect(place(cronJob('v1beta1', true))).toMatchObject({ group: 1, differences: [{ path: 'spec.suspend' }] });
});

it('describes any object by what kinds have in common, and survives one that is nothing', () => {
  const daemonSet = { kind: 'DaemonSet', spec: {}, status: { desiredNumberScheduled: 3, numberReady: 2 } };
  expect(describeObject(daemonSet).replicas).toMatchObject({ desired: 3, ready: 2 });
  expect(describeObject({ kind: 'Node', spec: { unschedulable: true } }).unschedulable).toBe(true);
  expect(describeObject({})).toMatchObject({
    ports: [],
    replicas: null,
    conditions: [],
    images: [],
    unschedulable: null,
  });
});

it('trims a schema to what is reachable from the kind, in both versions of OpenAPI', () => {
  const gvk = { 'x-kubernetes-group-version-kind': [{ group: 'apps', version: 'v1', kind: 'Deployment' }] };
  const types = {
    Deployment: {
      ...gvk,
      properties: { spec: { allOf: [{ $ref: '#/components/schemas/Spec' }], description: 'One. Two.' } },
    },
    Spec: {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer' }, self: { $ref: '#/definitions/Spec' } },
    },
    Unused: { type: 'object' },
  };
  const wanted = { group: 'apps', version: 'v1', kind: 'Deployment' };
  for (const document of [{ components: { schemas: types } }, { definitions: types }]) {
    const schema = trimSchema(document, wanted);
    expect(Object.keys(schema?.definitions ?? {}).toSorted()).toEqual(['Deployment', 'Spec']);
    expect(schema?.definitions['Deployment']?.properties?.['spec']).toEqual({ ref: 'Spec', description: 'One.' });
  }
  expect(trimSchema({}, wanted)).toBeUndefined();
});

describe('ports that can be led here', () => {
  const http = { name: 'http', port: 80, targetPort: 8080 };
  it.each([
    [
      'those of a service',
      { kind: 'Service', spec: { ports: [http, { name: 'dns', port: 53, protocol: 'UDP' }] } },
      [80],
    ],
    [
      'those of the containers of a pod',
      { kind: 'Pod', spec: { containers: [{ ports: [{ containerPort: 8080 }] }] } },
      [8080],
    ],
    ['none of what is no list', { kind: 'Pod', spec: { containers: [{ ports: 'all' }] } }, []],
  ])('are %s', (_what, object, ports) => {
    expect(describeObject(object).ports.map(({ port }) => port)).toEqual(ports);
  });
});
