import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dig, digList, type KubeObject } from '~/server/simulator/api/object';
import type { SimulatedMember } from '~/server/simulator/member';
import { planFleet } from './plan-fleet';
import { startBenchFleet } from './start-bench-fleet';
import { type RunningCluster, startCluster } from './start-cluster';

const at = Date.parse('2026-11-23T12:00:00Z');
const clock = { now: () => new Date(at), monotonic: () => at };
const plans = planFleet('seed');
const plan = (name: string) => plans.find((one) => one.name === name)!;

describe('the plan of the fleet', () => {
  it('is three regions of three zones with two clusters each, and twenty edge sites', () => {
    expect(plans).toHaveLength(38);
    expect(new Set(plans.map(({ name }) => name)).size).toBe(38);
    expect(new Set(plans.filter(({ role }) => role !== 'edge').map(({ zone }) => zone)).size).toBe(9);
    const nodes = plans.reduce((sum, one) => sum + one.nodes, 0);
    expect(nodes).toBeGreaterThan(550);
    expect(nodes).toBeLessThan(650);
    expect(plans.filter(({ trouble }) => trouble).map(({ name }) => name)).toEqual([
      'ap-southeast-1b-workload',
      'edge-gru',
    ]);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(planFleet('seed')).toEqual(plans);
    expect(planFleet('other')).not.toEqual(plans);
  });
});

describe('a cluster in trouble', () => {
  let cluster: RunningCluster;
  beforeAll(async () => {
    cluster = await startCluster(plan('ap-southeast-1b-workload'), { seed: 'seed', clock, port: 0 });
  });
  afterAll(async () => {
    cluster.life.stop();
    await cluster.member.close();
  });

  const ready = (node: KubeObject) =>
    digList(node, 'status', 'conditions').find(({ type }) => type === 'Ready')?.['status'];

  it('has lost a third of its nodes, and cannot ship its checkout', () => {
    const nodes = cluster.member.objects.list('v1', 'nodes');
    const lost = nodes.filter((node) => ready(node) === 'Unknown');
    expect(lost.length).toBeGreaterThanOrEqual(Math.floor(nodes.length / 3));
    const deployments = cluster.member.objects.list('apps/v1', 'deployments');
    const short = deployments.filter((one) => dig(one, 'status', 'readyReplicas') !== dig(one, 'spec', 'replicas'));
    expect(short.map(({ metadata }) => metadata.name)).toEqual(['checkout']);
  });

  it('belongs to somebody: every application has a team, an environment and a name', () => {
    for (const { metadata } of cluster.member.objects.list('apps/v1', 'deployments', 'shop')) {
      expect(metadata.labels).toMatchObject({ 'portolan.dev/team': 'storefront', 'app.kubernetes.io/part-of': 'shop' });
    }
    expect(cluster.member.objects.get('v1', 'namespaces', 'shop')?.metadata.labels).toMatchObject({
      'portolan.dev/environment': 'production',
    });
  });

  it('is the same for the same seed', async () => {
    const twin = await startCluster(plan('ap-southeast-1b-workload'), { seed: 'seed', clock, port: 0 });
    const bytes = ({ member }: RunningCluster) => member.store.all('/pods').map((stored) => stored.bytes.toString());
    expect(bytes(twin)).toEqual(bytes(cluster));
    twin.life.stop();
    await twin.member.close();
  });
});

describe('the bench fleet', () => {
  it('has nodes of the asked number and size', async () => {
    const fleet = await startBenchFleet({
      members: 2,
      nodes: 5,
      nodeBytes: 8192,
      changesPerSecond: 0,
      seed: 's',
      clock,
      portBase: 0,
    });
    const sizes = fleet.members.flatMap(({ store }: SimulatedMember) =>
      store.all('/nodes').map(({ bytes }) => bytes.length),
    );
    expect(sizes).toHaveLength(10);
    for (const size of sizes) expect(Math.abs(size - 8192)).toBeLessThan(300);
    await fleet.close();
  });
});
