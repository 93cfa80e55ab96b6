import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digNumber, digText } from '~/server/simulator/api/object';
import { createLife, type Life } from '~/server/simulator/controllers/life';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { createMemberClient } from '~/server/simulator/testing/member-client';

let now = Date.parse('2026-11-23T12:00:00Z');
const clock = { now: () => new Date(now), monotonic: () => now };
let member: SimulatedMember;
let life: Life;
let client: ReturnType<typeof createMemberClient>;

beforeEach(async () => {
  member = await startMember({ name: 'm', clock });
  life = createLife(member, { clock, seed: 'test' });
  client = createMemberClient(member);
  for (const name of ['n1', 'n2', 'n3'])
    member.objects.put('v1', 'nodes', {
      metadata: { name },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    });
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'x:1' }] } };
  const spec = { replicas: 3, selector: { matchLabels: { app: 'web' } }, template };
  member.objects.put('apps/v1', 'deployments', { metadata: { name: 'web', namespace: 'default' }, spec });
  pass(6);
});

afterEach(async () => {
  life.stop();
  await client.close();
  await member.close();
});

const pass = (seconds: number) => {
  for (let second = 0; second < seconds; second++) {
    now += 1000;
    life.run();
  }
};
const budget = (spec: object, name = 'web') => {
  const metadata = { name, namespace: 'default' };
  const selector = { matchLabels: { app: 'web' } };
  member.objects.put('policy/v1', 'poddisruptionbudgets', { metadata, spec: { selector, ...spec } });
  life.run();
};
const status = () => {
  const found = member.objects.get('policy/v1', 'poddisruptionbudgets', 'web', 'default');
  return ['expectedPods', 'currentHealthy', 'desiredHealthy', 'disruptionsAllowed'].map((field) =>
    digNumber(found, 'status', field),
  );
};
const pods = () => member.objects.list('v1', 'pods', 'default').filter(({ metadata }) => !metadata.deletionTimestamp);
const running = () => pods().find((pod) => digText(pod, 'status', 'phase') === 'Running')?.metadata.name ?? '';
const evict = async (name = running(), query = '') => {
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace: 'default' } };
  const reply = await client.call('POST', `/api/v1/namespaces/default/pods/${name}/eviction${query}`, { body });
  return [reply.status, reply.json.details?.causes?.[0].message ?? reply.json.message];
};

describe('a disruption budget', () => {
  it.each([
    [{ minAvailable: 2 }, [3, 3, 2, 1]],
    [{ minAvailable: '50%' }, [3, 3, 2, 1]],
    [{ maxUnavailable: 1 }, [3, 3, 2, 1]],
    [{ maxUnavailable: '100%' }, [3, 3, 0, 3]],
    [{ minAvailable: 5 }, [3, 3, 5, 0]],
  ])('%j counts', (spec, expected) => {
    budget(spec);
    expect(status()).toEqual(expected);
  });

  it('lets pods go one at a time, and again once the next has come', async () => {
    budget({ minAvailable: 2 });
    expect(await evict()).toEqual([201, undefined]);
    expect(await evict()).toEqual([429, 'The disruption budget web needs 2 healthy pods and has 3 currently']);
    life.run();
    expect(await evict()).toEqual([429, 'The disruption budget web needs 2 healthy pods and has 2 currently']);
    pass(6);
    expect(status()).toEqual([3, 3, 2, 1]);
    expect((await evict())[0]).toBe(201);
  });

  it('is not touched by a dry run, nor asked about a pod that does not run yet', async () => {
    budget({ minAvailable: 2 });
    expect((await evict(undefined, '?dryRun=All'))[0]).toBe(201);
    expect([status(), pods().length]).toEqual([[3, 3, 2, 1], 3]);
    budget({ minAvailable: 3 });
    member.objects.put('v1', 'pods', { metadata: { name: 'late', namespace: 'default', labels: { app: 'web' } } });
    expect((await evict('late'))[0]).toBe(201);
  });

  it('must be the only one of its pods', async () => {
    budget({ minAvailable: 1 });
    budget({ maxUnavailable: 1 }, 'second');
    expect((await evict())[1]).toContain('more than one PodDisruptionBudget');
  });

  it.each([
    ['policy/v1', 201, undefined],
    ['policy/v1beta1', 201, undefined],
    ['policy/v2', 400, 'no kind "Eviction" is registered for version "policy/v2"'],
  ])('is asked in the words of %s: %i', async (apiVersion, status, why) => {
    const name = pods()[0]?.metadata.name;
    const body = { apiVersion, kind: 'Eviction', metadata: { name } };
    const sent = await client.call('POST', `/api/v1/namespaces/default/pods/${name}/eviction`, { body });
    expect(sent.status).toBe(status);
    if (why) expect(sent.json.message).toContain(why);
  });
});

describe('a binding', () => {
  it('gives a pod its node, once', async () => {
    life.stop();
    member.objects.put('v1', 'pods', { metadata: { name: 'free', namespace: 'default' } });
    const bind = () =>
      client.call('POST', '/api/v1/namespaces/default/pods/free/binding', {
        body: { metadata: { name: 'free' }, target: { kind: 'Node', name: 'n2' } },
      });
    expect((await bind()).status).toBe(201);
    const bound = member.objects.get('v1', 'pods', 'free', 'default');
    expect(digText(bound, 'spec', 'nodeName')).toBe('n2');
    expect((await bind()).json.message).toContain('pod free is already assigned to node "n2"');
  });
});
