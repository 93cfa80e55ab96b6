import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSame, type Json } from '~/server/kernel/json';
import type { Candidate } from '../model/candidate';
import { OverrideRule } from '../model/override';
import { compileManifest } from './compile-manifest';
import { findChanges } from './find-changes';
import { applyJsonPatch, readAt, valueAt } from './json-patch';

const HERE: Candidate = {
  ...{ name: 'edge-1', labels: {}, region: 'north', zone: 'north-a', provider: null, environment: 'production' },
  ...{ taints: [], state: 'active', status: 'healthy', free: null, hosts: new Set<string>(), runs: null },
};
const CONTAINER = {
  name: 'app',
  image: 'registry.example.com/shop/web:1.2@sha256:abc',
  args: ['--a'],
  env: [{ name: 'A', value: '1' }],
};
const template = (): Json => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', labels: { app: 'web' } } },
  spec: { replicas: 2, template: { spec: { containers: [CONTAINER, { name: 'proxy', image: 'envoy' }] } } },
});
type Overrider = (typeof OverrideRule)['_input']['overriders'][number];
const rule = (name: string, overriders: Overrider[], change: Partial<(typeof OverrideRule)['_input']> = {}) =>
  OverrideRule.parse({ name, targetCluster: {}, overriders, ...change });
const compile = (...rules: OverrideRule[]) => compileManifest(template(), rules, HERE);
const APP = '/spec/template/spec/containers/0';

describe('an overrider', () => {
  const cases: [string, Overrider, string, unknown][] = [
    [
      'takes another registry',
      { type: 'image', component: 'registry', operator: 'replace', value: 'cn.io', container: 'app' },
      `${APP}/image`,
      'cn.io/shop/web:1.2@sha256:abc',
    ],
    [
      'takes another tag, and drops the digest of the old',
      { type: 'image', component: 'tag', operator: 'replace', value: '2', container: 'app' },
      `${APP}/image`,
      'registry.example.com/shop/web:2',
    ],
    [
      'adds to a repository',
      { type: 'image', component: 'repository', operator: 'add', value: '-arm', container: 'proxy' },
      '/spec/template/spec/containers/1/image',
      'envoy-arm',
    ],
    [
      'adds arguments',
      { type: 'args', operator: 'add', value: ['--cn'], container: 'app' },
      `${APP}/args`,
      ['--a', '--cn'],
    ],
    [
      'sets and removes variables',
      { type: 'env', set: { B: '2', C: '3' }, remove: ['A'], container: 'app' },
      `${APP}/env`,
      [
        { name: 'B', value: '2' },
        { name: 'C', value: '3' },
      ],
    ],
    ['sets labels', { type: 'labels', set: { 'a/b': 'c' } }, '/metadata/labels/a~1b', 'c'],
    ['sets replicas', { type: 'replicas', value: 7 }, '/spec/replicas', 7],
    [
      'sets resources',
      { type: 'resources', limits: { cpu: '1' }, container: 'app' },
      `${APP}/resources`,
      { limits: { cpu: '1' } },
    ],
    [
      'spreads over zones',
      { type: 'scheduling', topologySpreadConstraints: [{ maxSkew: 1 }] },
      '/spec/template/spec/topologySpreadConstraints',
      [{ maxSkew: 1 }],
    ],
    [
      'patches by RFC 6902',
      { type: 'jsonPatch', operations: [{ op: 'add', path: '/spec/paused', value: true }] },
      '/spec/paused',
      true,
    ],
    [
      'merges by RFC 7386',
      { type: 'mergePatch', value: { spec: { replicas: null, paused: true } } },
      '/spec/paused',
      true,
    ],
  ];
  it.each(cases)('%s', (_what, overrider, path, value) => {
    const { object, origins, problems } = compile(rule('r', [overrider]));
    expect(problems).toEqual([]);
    expect(readAt(object, path)).toEqual(value);
    expect(origins).toContainEqual({ path, rule: 'r', overrider: 0 });
  });

  it.each<[string, Overrider, object]>([
    [
      'another name',
      { type: 'mergePatch', value: { metadata: { name: 'other' } } },
      { kind: 'identity', path: '/metadata/name' },
    ],
    ['an owner', { type: 'mergePatch', value: { metadata: { ownerReferences: [] } } }, { kind: 'identity' }],
    ['no metadata', { type: 'jsonPatch', operations: [{ op: 'remove', path: '/metadata' }] }, { kind: 'identity' }],
    ['what is there already', { type: 'replicas', value: 2 }, { kind: 'no-effect' }],
    [
      'a container that is not there',
      { type: 'args', operator: 'add', value: ['x'], container: 'none' },
      { kind: 'failed', why: 'it has no container none' },
    ],
    [
      'another place in a list',
      { type: 'jsonPatch', operations: [{ op: 'remove', path: `${APP}/args/7` }] },
      { kind: 'failed' },
    ],
    [
      'the prototype',
      { type: 'jsonPatch', operations: [{ op: 'add', path: '/__proto__/x', value: 1 }] },
      { kind: 'failed' },
    ],
    [
      'itself, again and again',
      {
        type: 'jsonPatch',
        operations: Array.from({ length: 100 }, (_, at) => ({
          op: 'copy' as const,
          from: '/spec',
          path: `/spec/c${at}`,
        })),
      },
      { kind: 'failed', why: 'its copies grow without bound' },
    ],
  ])('that writes %s is told and changes nothing', (_what, overrider, problem) => {
    const { object, origins, problems } = compile(rule('r', [overrider]));
    expect(problems).toEqual([expect.objectContaining({ rule: 'r', overrider: 0, ...problem })]);
    expect(object).toEqual(template());
    expect(origins).toEqual([]);
  });
});

describe('rules', () => {
  const replicas = (name: string, value: number, priority = 500) =>
    rule(name, [{ type: 'replicas', value }], { priority });
  it('are heard by priority, and the one that is overruled is told', () => {
    const { object, origins, problems } = compile(replicas('last', 9, 900), replicas('first', 3, 100));
    expect(readAt(object, '/spec/replicas')).toBe(9);
    expect(origins).toEqual([{ path: '/spec/replicas', rule: 'last', overrider: 0 }]);
    expect(problems).toEqual([{ kind: 'overruled', path: '/spec/replicas', rule: 'first', by: 'last' }]);
  });
  it('of one priority that write differently are in conflict', () =>
    expect(compile(replicas('a', 3), replicas('b', 4)).problems).toEqual([
      { kind: 'conflict', path: '/spec/replicas', rules: ['a', 'b'] },
    ]));
  it('mean their clusters and their kinds alone', () => {
    const elsewhere = rule('far', [{ type: 'replicas', value: 9 }], { targetCluster: { clusterNames: ['other'] } });
    const services = rule('services', [{ type: 'replicas', value: 9 }], {
      resources: [{ apiVersion: 'v1', kind: 'Service' }],
    });
    expect(compile(elsewhere, services)).toEqual({ object: template(), origins: [], problems: [] });
  });
  it('put a value back as it was without leaving an origin', () =>
    expect(compile(replicas('a', 3, 1), replicas('b', 2, 2)).origins).toEqual([]));
});

describe('a text within a ConfigMap', () => {
  const config = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'c' },
    data: { y: '# kept\ndb:\n  host: a # here\n  port: 1\n', j: '{"a":1}' },
  };
  const host = (change: object) =>
    rule('r', [
      {
        type: 'embedded',
        path: '/data/y',
        format: 'yaml',
        operations: [{ op: 'replace', path: '/db/host', value: 'b' }],
        ...change,
      },
    ]);
  it('is changed where it is YAML, and its comments stay', () => {
    const { object } = compileManifest(config, [host({})], HERE);
    expect(readAt(object, '/data/y')).toMatch(/^# kept\ndb:\n {2}host: b.*\n {2}port: 1\n$/);
  });
  it('is changed where it is JSON', () => {
    const operations = [{ op: 'add', path: '/b', value: [2] }];
    const { object } = compileManifest(config, [host({ path: '/data/j', format: 'json', operations })], HERE);
    expect(readAt(object, '/data/j')).toBe('{"a":1,"b":[2]}');
  });
  it.each([
    ['is not there', '/data/z', 'there is nothing at /data/z'],
    ['is none', '/data', 'there is no text at /data'],
  ])('that %s is told', (_what, path, why) =>
    expect(compileManifest(config, [host({ path })], HERE).problems).toMatchObject([{ kind: 'failed', why }]),
  );
  it('that repeats itself is refused', () => {
    const bomb = `a: &a [${'x,'.repeat(9)}x]\nb: &b [${'*a,'.repeat(9)}*a]\nc: &c [${'*b,'.repeat(9)}*b]\nd: [${'*c,'.repeat(9)}*c]\n`;
    const made = compileManifest({ ...config, data: { y: bomb } }, [host({})], HERE);
    expect(made.problems).toMatchObject([{ kind: 'failed', why: 'the text at /data/y repeats itself too often' }]);
  });
});

it('what is found to differ, patched in, makes the one out of the other', () =>
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.dictionary(fc.string(), fc.jsonValue()),
      (one, other) => {
        const keys = (value: unknown) =>
          JSON.stringify(value).includes('__proto__') || /"(constructor|prototype)"/.test(JSON.stringify(value));
        fc.pre(!keys(one) && !keys(other));
        const operations = findChanges(one, other).map((path) => {
          try {
            return { op: 'add' as const, path, value: readAt(other, path) as never };
          } catch {
            return { op: 'remove' as const, path };
          }
        });
        // an entry of a list is replaced, not added
        const patched = operations.reduce<unknown>(
          (value, operation) =>
            applyJsonPatch(value, [
              operation.op === 'add' && /\/\d+$/.test(operation.path) && valueAt(value, operation.path) !== undefined
                ? { ...operation, op: 'replace' }
                : operation,
            ]),
          structuredClone(one),
        );
        expect(isSame(patched, other)).toBe(true);
      },
    ),
    { numRuns: 300 },
  ));

it('brings no values into a Secret', () => {
  const secret: Json = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'shop' } };
  const write = rule('leak', [{ type: 'mergePatch', value: { stringData: { password: 'planted' } } }]);
  const { object, problems } = compileManifest(secret, [write], HERE);
  expect(object).toEqual(secret);
  expect(problems).toMatchObject([{ kind: 'identity', path: '/stringData' }]);
});
