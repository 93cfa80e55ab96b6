import { describe, expect, it } from 'vitest';
import type { JsonObject, KubeObject } from '~/server/simulator/api/object';
import { chooseNode } from './choose-node';

type Place = {
  zone?: string;
  labels?: Record<string, string>;
  taints?: object[];
  spec?: object;
  cpu?: string;
  ready?: boolean;
};
const node = (name: string, { zone, labels, taints, spec, cpu, ready = true }: Place = {}): KubeObject => ({
  metadata: {
    name,
    labels: { 'kubernetes.io/hostname': name, ...(zone ? { 'topology.kubernetes.io/zone': zone } : {}), ...labels },
  },
  spec: { ...spec, ...(taints ? { taints } : {}) },
  status: {
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'Unknown' }],
    ...(cpu ? { allocatable: { cpu, memory: '8Gi', pods: '3' } } : {}),
  },
});
const app = { app: 'web' };
let count = 0;
const pod = (spec: JsonObject = {}, nodeName?: string, status: JsonObject = { phase: 'Running' }): KubeObject => ({
  metadata: { name: `p${count++}`, namespace: 'd', labels: app },
  spec: { containers: [{ name: 'c' }], ...spec, ...(nodeName ? { nodeName } : {}) },
  status,
});
const asking = (cpu: string, more: JsonObject = {}) => ({
  containers: [{ name: 'c', resources: { requests: { cpu } } }],
  ...more,
});
const spread = (whenUnsatisfiable: string, more: JsonObject = {}) => ({
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable,
      labelSelector: { matchLabels: app },
      ...more,
    },
  ],
});
const terms = (...nodeSelectorTerms: object[]) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
});
const answer = (nodes: KubeObject[], pods: KubeObject[], wanted: KubeObject) => {
  const choice = chooseNode(nodes, pods, wanted);
  return choice.node?.metadata.name ?? (choice as { why: string }).why;
};

const [a, b, c] = [
  node('a', { zone: 'x' }),
  node('b', { zone: 'x', labels: { disk: 'ssd' } }),
  node('c', { zone: 'y' }),
];
const dedicated = node('t', { taints: [{ key: 'team', value: 'blue', effect: 'NoSchedule' }] });
const shunned = node('a', { taints: [{ key: 'old', effect: 'PreferNoSchedule' }] });

describe('the node of a pod', () => {
  it.each<[string, KubeObject[], KubeObject[], JsonObject, string]>([
    ['must carry the selected labels', [a, b, c], [], { nodeSelector: { disk: 'ssd' } }, 'b'],
    [
      'must not be missing them',
      [a, c],
      [],
      { nodeSelector: { disk: 'ssd' } },
      "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.",
    ],
    [
      'must meet one term of a required affinity',
      [a, b, c],
      [],
      terms(
        { matchExpressions: [{ key: 'disk', operator: 'Exists' }] },
        { matchExpressions: [{ key: 'none', operator: 'Exists' }] },
      ),
      'b',
    ],
    [
      'may be demanded by its name',
      [a, b, c],
      [],
      terms({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['c'] }] }),
      'c',
    ],
    [
      'is none for an empty term',
      [a],
      [],
      terms({}),
      "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.",
    ],
    [
      'is the one of a preferred affinity',
      [a, b, c],
      [],
      {
        affinity: {
          nodeAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 10, preference: { matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] } },
            ],
          },
        },
      },
      'b',
    ],
    [
      'must not have a taint',
      [dedicated],
      [],
      {},
      '0/1 nodes are available: 1 node(s) had untolerated taint {team: blue}.',
    ],
    [
      'may have a taint that is tolerated',
      [dedicated],
      [],
      { tolerations: [{ key: 'team', operator: 'Equal', value: 'blue' }] },
      't',
    ],
    ['may have any taint for who tolerates all', [dedicated], [], { tolerations: [{ operator: 'Exists' }] }, 't'],
    ['has a soft taint only when there is no other', [shunned, c], [], {}, 'c'],
    ['has a soft taint when there is no other', [shunned], [], {}, 'a'],
    [
      'is not cordoned',
      [node('a', { spec: { unschedulable: true } })],
      [],
      {},
      '0/1 nodes are available: 1 node(s) were unschedulable.',
    ],
    [
      'is ready',
      [node('a', { ready: false })],
      [],
      {},
      '0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }.',
    ],
    ['is none where there are none', [], [], {}, 'no nodes available to schedule pods'],
  ])('%s', (_name, nodes, pods, spec, expected) => {
    expect(answer(nodes, pods, pod(spec))).toBe(expected);
  });
});

describe('what a node has left', () => {
  const small = node('small', { cpu: '1' });
  const large = node('large', { cpu: '4' });
  it.each<[string, KubeObject[], JsonObject, string]>([
    ['holds what is requested', [], asking('2'), 'large'],
    ['is what others leave', [pod(asking('3500m'), 'large')], asking('1'), 'small'],
    ['is not taken by what is over', [pod(asking('3500m'), 'large', { phase: 'Succeeded' })], asking('3'), 'large'],
    [
      'is too little everywhere',
      [pod(asking('1'), 'small')],
      asking('5'),
      '0/2 nodes are available: 2 Insufficient cpu.',
    ],
    [
      'counts init containers one by one',
      [],
      { ...asking('500m'), initContainers: [{ name: 'i', resources: { requests: { cpu: '3' } } }] },
      'large',
    ],
    [
      'counts limits where nothing is requested',
      [],
      { containers: [{ name: 'c', resources: { limits: { cpu: '3' } } }] },
      'large',
    ],
    ['counts overhead', [], asking('900m', { overhead: { cpu: '200m' } }), 'large'],
    ['is most on the emptiest node', [pod(asking('500m'), 'large')], asking('100m'), 'small'],
    [
      'ends with the number of pods',
      [1, 2, 3].flatMap(() => [pod({}, 'small'), pod({}, 'large')]),
      {},
      '0/2 nodes are available: 2 Too many pods.',
    ],
  ])('%s', (_name, pods, spec, expected) => {
    expect(answer([small, large], pods, pod(spec))).toBe(expected);
  });

  it('is everything on a node that tells no amounts', () => {
    expect(answer([node('a')], [], pod(asking('1000')))).toBe('a');
  });
});

describe('pods that are to be spread', () => {
  const uneven = "node(s) didn't match pod topology spread constraints";
  const nowhere = node('n');
  const two = [pod({}, 'a'), pod({}, 'b')];
  const changed = (one: KubeObject, metadata: object): KubeObject => ({
    ...one,
    metadata: { ...one.metadata, ...metadata },
  });
  it.each<[string, KubeObject[], KubeObject[], JsonObject, string]>([
    ['go where fewer are', [a, b, c], two, spread('DoNotSchedule'), 'c'],
    [
      'go nowhere when that place is closed',
      [a, b, node('c', { zone: 'y', spec: { unschedulable: true } })],
      two,
      spread('DoNotSchedule'),
      `0/3 nodes are available: 1 node(s) were unschedulable, 2 ${uneven}.`,
    ],
    [
      'go anyway when they may',
      [a, b, node('c', { zone: 'y', spec: { unschedulable: true } })],
      [pod({}, 'a')],
      spread('ScheduleAnyway'),
      'b',
    ],
    ['prefer where fewer are', [a, b, c], two, spread('ScheduleAnyway'), 'c'],
    ['may differ by the skew', [a, c], [pod({}, 'c')], spread('DoNotSchedule', { maxSkew: 2 }), 'a'],
    [
      'count those of their own namespace alone',
      [a, c],
      [...two.map((one) => changed(one, { namespace: 'e' })), pod({}, 'c')],
      spread('DoNotSchedule'),
      'a',
    ],
    [
      'do not count who is leaving',
      [a, c],
      [...two.map((one) => changed(one, { deletionTimestamp: 'now' })), pod({}, 'c')],
      spread('DoNotSchedule'),
      'a',
    ],
    [
      'need a domain',
      [nowhere],
      [],
      spread('DoNotSchedule'),
      `0/1 nodes are available: 1 ${uneven} (missing required label).`,
    ],
    [
      'need as many domains as are asked for',
      [a],
      [pod({}, 'a')],
      spread('DoNotSchedule', { minDomains: 2 }),
      `0/1 nodes are available: 1 ${uneven}.`,
    ],
    [
      'do not count places they may not go to',
      [a, c],
      [pod({}, 'a')],
      { ...spread('DoNotSchedule'), nodeSelector: { 'topology.kubernetes.io/zone': 'x' } },
      'a',
    ],
    [
      'are told apart by keys of their own',
      [a, c],
      [{ ...pod({}, 'a'), metadata: { name: 'r', namespace: 'd', labels: { ...app, rev: '1' } } }],
      spread('DoNotSchedule', { matchLabelKeys: ['rev'] }),
      'c',
    ],
  ])('%s', (_name, nodes, pods, spec, expected) => {
    expect(answer(nodes, pods, pod(spec))).toBe(expected);
  });

  it('are spread over zones, then nodes, with their owner when they say nothing', () => {
    const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'o', uid: 'o', controller: true }];
    const placed: KubeObject[] = [];
    for (let index = 0; index < 6; index++) {
      const one = pod();
      one.metadata.ownerReferences = ownerReferences;
      placed.push({ ...one, spec: { nodeName: answer([a, b, c], placed, one) } });
    }
    expect(placed.map(({ spec }) => (spec as JsonObject)['nodeName'])).toEqual(['a', 'c', 'b', 'c', 'a', 'c']);
  });
});
