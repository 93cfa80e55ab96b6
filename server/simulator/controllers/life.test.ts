import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dig, digList, digText, type KubeObject } from '~/server/simulator/api/object';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { createLife, type Life } from './life';
import { isScheduled } from './workloads/cron-job';
import { planRollout } from './workloads/plan-rollout';

let now = Date.parse('2026-11-23T12:00:00Z');
const clock = { now: () => new Date(now), monotonic: () => now };
let member: SimulatedMember;
let life: Life;

beforeEach(async () => {
  member = await startMember({ name: 'm', clock });
  life = createLife(member, { clock, seed: 'test' });
  for (const [index, zone] of ['a', 'a', 'b', 'b'].entries())
    member.objects.put('v1', 'nodes', node(`n${index}`, zone));
});

afterEach(async () => {
  life.stop();
  await member.close();
});

const node = (name: string, zone: string): KubeObject => ({
  metadata: { name, labels: { 'topology.kubernetes.io/zone': zone } },
  status: { conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }] },
});
const template = (image: string, extra = {}) => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'c', image, ports: [{ name: 'http', containerPort: 8080 }] }], ...extra },
});
const deployment = (image: string, replicas = 4): KubeObject => ({
  metadata: { name: 'web', namespace: 'default' },
  spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: template(image) },
});
const pass = (seconds: number) => {
  for (let second = 0; second < seconds; second++) {
    now += 1000;
    life.run();
  }
};
const pods = () => member.objects.list('v1', 'pods', 'default');
const get = (plural: string, name = 'web') => member.objects.get('apps/v1', plural, name, 'default');

describe('a deployment', () => {
  it('becomes ready pods, spread over zones and nodes', () => {
    member.objects.put('apps/v1', 'deployments', deployment('shop:1'));
    pass(5);
    expect(get('deployments')?.['status']).toMatchObject({
      replicas: 4,
      readyReplicas: 4,
      updatedReplicas: 4,
      observedGeneration: 1,
    });
    expect(
      pods()
        .map((pod) => digText(pod, 'spec', 'nodeName'))
        .sort(),
    ).toEqual(['n0', 'n1', 'n2', 'n3']);
    expect(
      digList(get('deployments'), 'status', 'conditions').map(
        ({ type, status, reason }) => `${type} ${status} ${reason}`,
      ),
    ).toEqual(['Available True MinimumReplicasAvailable', 'Progressing True NewReplicaSetAvailable']);
  });

  it('rolls to a new image without falling below what must be available', () => {
    member.objects.put('apps/v1', 'deployments', deployment('shop:1'));
    pass(5);
    member.objects.put('apps/v1', 'deployments', deployment('shop:2'));
    for (let second = 0; second < 40; second++) {
      pass(1);
      expect(
        pods().filter(
          (pod) =>
            !pod.metadata.deletionTimestamp &&
            digList(pod, 'status', 'conditions').some(({ type, status }) => type === 'Ready' && status === 'True'),
        ).length,
      ).toBeGreaterThanOrEqual(3);
    }
    expect(new Set(pods().map((pod) => digText(digList(pod, 'spec', 'containers')[0], 'image')))).toEqual(
      new Set(['shop:2']),
    );
    expect(
      member.objects
        .list('apps/v1', 'replicasets')
        .map((set) => [dig(set, 'spec', 'replicas'), set.metadata.annotations?.['deployment.kubernetes.io/revision']]),
    ).toEqual(
      expect.arrayContaining([
        [0, '1'],
        [4, '2'],
      ]),
    );
  });

  it('stands still with a broken image, says why, and gives up in time', () => {
    member.objects.put('apps/v1', 'deployments', deployment('shop:1'));
    pass(5);
    member.objects.put('apps/v1', 'deployments', deployment('shop:2-broken'));
    pass(60);
    const waiting = pods()
      .flatMap((pod) => digList(pod, 'status', 'containerStatuses'))
      .map((status) => digText(status, 'state', 'waiting', 'reason'))
      .filter(Boolean);
    expect(new Set(waiting)).toEqual(new Set(['ImagePullBackOff']));
    expect(get('deployments')?.['status']).toMatchObject({ availableReplicas: 3 });
    expect(member.objects.list('v1', 'events').map((event) => event['reason'])).toContain('Failed');
    pass(600);
    expect(digList(get('deployments'), 'status', 'conditions')).toContainEqual(
      expect.objectContaining({ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }),
    );
  });

  it('takes its pods with it', () => {
    member.objects.put('apps/v1', 'deployments', deployment('shop:1'));
    pass(5);
    member.objects.delete('apps/v1', 'deployments', 'web', 'default');
    pass(3);
    expect([pods(), member.objects.list('apps/v1', 'replicasets')]).toEqual([[], []]);
  });
});

describe('the others', () => {
  it('a stateful set starts in order, a daemon set runs everywhere, a job ends', () => {
    const spec = { selector: { matchLabels: { app: 'web' } }, template: template('db:1') };
    member.objects.put('apps/v1', 'statefulsets', {
      metadata: { name: 'db', namespace: 'default' },
      spec: { ...spec, replicas: 2 },
    });
    life.run();
    expect(pods().map((pod) => pod.metadata.name)).toEqual(['db-0']);
    member.objects.put('apps/v1', 'daemonsets', { metadata: { name: 'ds', namespace: 'default' }, spec });
    member.objects.put('batch/v1', 'jobs', {
      metadata: { name: 'j', namespace: 'default' },
      spec: { template: template('job:1') },
    });
    pass(100);
    expect(get('statefulsets', 'db')?.['status']).toMatchObject({ replicas: 2, readyReplicas: 2 });
    expect(get('daemonsets', 'ds')?.['status']).toMatchObject({ desiredNumberScheduled: 4, numberReady: 4 });
    expect(member.objects.get('batch/v1', 'jobs', 'j', 'default')?.['status']).toMatchObject({
      succeeded: 1,
      conditions: [{ type: 'Complete', status: 'True' }],
    });
  });

  it('a service follows its pods', () => {
    member.objects.put('v1', 'services', {
      metadata: { name: 'web', namespace: 'default' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
    });
    member.objects.put('apps/v1', 'deployments', deployment('shop:1', 2));
    pass(5);
    const [slice] = member.objects.list('discovery.k8s.io/v1', 'endpointslices');
    expect(
      digList(slice, 'endpoints')
        .map((endpoint) => [dig(endpoint, 'conditions', 'ready'), endpoint['zone']])
        .sort(),
    ).toEqual([
      [true, 'a'],
      [true, 'b'],
    ]);
    expect(slice?.['ports']).toEqual([{ name: '', port: 8080, protocol: 'TCP' }]);
  });

  it('a silent node becomes unknown, its pods move on, and it comes back', () => {
    member.objects.put('apps/v1', 'deployments', deployment('shop:1'));
    pass(20);
    const available = () => dig(get('deployments'), 'status', 'availableReplicas');
    life.world.silentNodes.add('n0');
    pass(90);
    expect(available()).toBe(3);
    const ready = () =>
      digList(member.objects.get('v1', 'nodes', 'n0'), 'status', 'conditions').find(({ type }) => type === 'Ready')?.[
        'status'
      ];
    expect(ready()).toBe('Unknown');
    pass(330);
    expect(available()).toBe(4);
    expect(
      pods()
        .filter((pod) => pod.metadata.deletionTimestamp)
        .map((pod) => digText(pod, 'spec', 'nodeName')),
    ).toEqual(['n0']);
    life.world.silentNodes.clear();
    pass(330);
    expect(ready()).toBe('True');
    expect(pods()).toHaveLength(4);
  });

  it('a namespace goes with everything in it', () => {
    member.objects.put('v1', 'namespaces', { metadata: { name: 'shop' } });
    member.objects.put('v1', 'configmaps', { metadata: { name: 'c', namespace: 'shop' } });
    member.objects.change({ apiVersion: 'v1', plural: 'namespaces', name: 'shop' }, (draft) => {
      draft.metadata.deletionTimestamp = '2026-11-23T12:00:00Z';
    });
    life.run();
    expect([member.objects.get('v1', 'namespaces', 'shop'), member.objects.list('v1', 'configmaps', 'shop')]).toEqual([
      undefined,
      [],
    ]);
  });

  it('a namespace waits for what a finalizer holds', () => {
    const held = { apiVersion: 'v1', plural: 'configmaps', name: 'c', namespace: 'shop' };
    member.objects.put('v1', 'namespaces', { metadata: { name: 'shop' } });
    member.objects.put('v1', 'configmaps', {
      metadata: { name: 'c', namespace: 'shop', finalizers: ['example.com/x'] },
    });
    member.objects.change({ apiVersion: 'v1', plural: 'namespaces', name: 'shop' }, (draft) => {
      draft.metadata.deletionTimestamp = '2026-11-23T12:00:00Z';
    });
    life.run();
    expect(member.objects.get('v1', 'configmaps', 'c', 'shop')?.metadata.deletionTimestamp).toBeDefined();
    expect(member.objects.get('v1', 'namespaces', 'shop')).toBeDefined();
    member.objects.change(held, (draft) => {
      draft.metadata.finalizers = [];
    });
    pass(2);
    expect(member.objects.get('v1', 'namespaces', 'shop')).toBeUndefined();
  });

  it('settles as if long ago', () => {
    life.settle(
      new Date(now - 86_400_000),
      () => void member.objects.put('apps/v1', 'deployments', deployment('shop:1')),
    );
    expect(get('deployments')?.['status']).toMatchObject({ readyReplicas: 4 });
    expect(pods().every((pod) => Date.parse(pod.metadata.creationTimestamp ?? '') < now - 86_000_000)).toBe(true);
  });
});

describe('planning a rollout', () => {
  const size = fc
    .record({ wanted: fc.nat(20), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ wanted, share }) => ({ wanted, available: Math.floor(wanted * share) }));

  it('never asks for more pods than the surge allows, nor takes an available pod that is needed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        size,
        fc.array(size, { maxLength: 3 }),
        fc.nat(5),
        fc.nat(5),
        (replicas, current, old, maxSurge, missing) => {
          const maxUnavailable = Math.min(missing, replicas);
          const plan = planRollout({ replicas, current, old, maxSurge, maxUnavailable });
          const before = current.wanted + old.reduce((sum, { wanted }) => sum + wanted, 0);
          expect(plan.current + old.reduce((sum, { wanted }) => sum + wanted, 0)).toBeLessThanOrEqual(
            Math.max(before, replicas + maxSurge),
          );
          const available =
            current.available +
            old.reduce((sum, revision, index) => sum + Math.min(revision.available, plan.old[index]!), 0);
          const had = current.available + old.reduce((sum, revision) => sum + revision.available, 0);
          expect(available).toBeGreaterThanOrEqual(Math.min(had, replicas - maxUnavailable));
        },
      ),
    );
  });
});

describe('a cron schedule', () => {
  it.each([
    ['*/5 * * * *', '2026-11-23T12:05:00Z', true],
    ['*/5 * * * *', '2026-11-23T12:06:00Z', false],
    ['0 3 * * 1-5', '2026-11-23T03:00:00Z', true],
    ['0 3 * * 0,6', '2026-11-23T03:00:00Z', false],
    ['10-20/5 * * * *', '2026-11-23T12:15:00Z', true],
    ['nonsense', '2026-11-23T12:15:00Z', false],
  ])('%s at %s: %s', (schedule, at, expected) => {
    expect(isScheduled(schedule, new Date(at))).toBe(expected);
  });
});
