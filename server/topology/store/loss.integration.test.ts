import crypto from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { Scope } from '~/server/clusters/model/scope';
import { postgresInventory } from '~/server/clusters/store/inventory';
import { NODES, SERVICES, WORKLOADS } from '~/server/clusters/store/inventory-tables';
import { postgresLeases } from '~/server/clusters/store/leases';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import { readLoss } from '../read-loss';
import { postgresLosses } from './loss';
import { postgresPlacedWorkloads } from './placed-workloads';

const { database } = await testDatabase();
const loss = (lost: object) =>
  readLoss({ losses: postgresLosses(database), gaps: async () => [] }, 'all', {
    lost: Scope.parse(lost),
    scope: undefined,
  });

const base = { uid: 'u', labels: {}, created_at: '2026-01-01T00:00:00Z', status: 'healthy', reason: '' };
const node = (name: string, zone: string) => ({
  ...{ ...base, name, region: 'eu', zone, unschedulable: false, roles: [], version: 'v1.31.0', taints: [] },
  ...{
    cpu_millis: 4000,
    memory_bytes: 1000,
    allocatable_cpu_millis: 4000,
    allocatable_memory_bytes: 1000,
    pod_capacity: 10,
  },
});
const workload = (name: string) => ({
  ...{ ...base, kind: 'Deployment', namespace: 'shop', name, images: [], desired: 3, ready: 3 },
  ...{ cpu_request_millis: 1000, memory_request_bytes: 100 },
});
const count = (workload: string, zone: string, total: number) => ({
  ...{ namespace: 'shop', workload_kind: 'Deployment', workload, region: 'eu', zone, total, ready: total },
});

beforeAll(async () => {
  const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
  const inventory = postgresInventory(database);
  const leases = postgresLeases(database);
  const places = { environment: null, provider: null, region: 'eu', zone: null };
  for (const [name, zones] of [
    ['one', ['a', 'b']],
    ['two', ['a']],
  ] as const) {
    const { id } = await registry.add(newCluster({ name, places }));
    const lease = (await leases.keep('me', 30)).find(({ clusterId }) => clusterId === id);
    const fence = { clusterId: id, holder: 'me', epoch: lease?.epoch ?? 0 };
    await inventory.upsert(
      fence,
      NODES,
      zones.map((zone) => JSON.stringify(node(`${name}-${zone}`, zone))),
    );
    await inventory.upsert(fence, WORKLOADS, [JSON.stringify(workload('cart'))]);
    const service = {
      ...base,
      namespace: 'shop',
      name: 'web',
      type: 'LoadBalancer',
      cluster_ip: null,
      addresses: ['192.0.2.1'],
      ports: [],
    };
    await inventory.upsert(fence, SERVICES, [JSON.stringify(service)]);
    await inventory.replacePodCounts(
      fence,
      zones.map((zone) => count('cart', zone, 2)),
      {},
    );
    await database.pool.query(
      `INSERT INTO cluster_health (cluster_id, status, reason, since, checked_at, version) VALUES ($1, 'healthy', '', now(), now(), 'v1.31.0')`,
      [id],
    );
  }
});

it('counts a zone over all clusters that have nodes in it', async () => {
  const found = await loss({ zones: ['a'] });
  expect(found.applications).toMatchObject([
    { name: 'cart', verdict: 'most', pods: 6, lost: 4, losing: ['one', 'two'], keeping: ['one'] },
  ]);
  expect(found.clusters).toMatchObject([
    {
      cluster: 'one',
      whole: false,
      nodes: 2,
      lostNodes: 1,
      needs: { cpuMillis: 2000 },
      free: { cpuMillis: 2000, pods: 8 },
      fits: true,
    },
    { cluster: 'two', whole: true },
  ]);
  expect(found.moving).toMatchObject({ needs: { cpuMillis: 2000 }, free: { cpuMillis: 0 }, fits: false });
  expect(found.addresses).toMatchObject([
    { cluster: 'two', gone: true, elsewhere: 1 },
    { cluster: 'one', gone: false, elsewhere: 0 },
  ]);
});

it('tells of every node whether it is lost', async () => {
  const losses = postgresLosses(database);
  expect(await losses.nodes('all', Scope.parse({ zones: ['a'] }), undefined)).toEqual([
    { cluster: 'one', name: 'one-a', place: 'a', lost: true },
    { cluster: 'one', name: 'one-b', place: 'b', lost: false },
    { cluster: 'two', name: 'two-a', place: 'a', lost: true },
  ]);
});

it('takes a cluster by its name, and refuses to lose nothing', async () => {
  expect((await loss({ clusters: ['two'] })).applications).toMatchObject([{ lost: 2, pods: 6, verdict: 'some' }]);
  await expect(loss({})).rejects.toMatchObject({ failure: { kind: 'invalid' } });
});

it('says where a workload lies and which nodes there are beside it', async () => {
  const placed = postgresPlacedWorkloads(database);
  const target = {
    cluster: 'one',
    group: 'apps',
    version: 'v1',
    plural: 'deployments',
    namespace: 'shop',
    name: 'cart',
  };
  expect(await placed.places(target, 'zone')).toEqual([
    { place: 'a', nodes: 1, before: 2 },
    { place: 'b', nodes: 1, before: 2 },
  ]);
  expect(await placed.version('one')).toBe('v1.31.0');
});
