import crypto from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import type { KubeObject } from '~/server/kube/member';
import { projectNode } from '../core/project-node';
import { projectWorkload } from '../core/project-workload';
import { newCluster } from '../testing/builders';
import { type Fence, postgresInventory } from './inventory';
import { NODES, WORKLOADS } from './inventory-tables';
import { postgresLeases } from './leases';
import { nodeLists } from './node-lists';
import { postgresRegistry } from './registry';
import { workloadLists } from './workload-lists';

const { database } = await testDatabase();
const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
const inventory = postgresInventory(database);
const leases = postgresLeases(database);
const lists = nodeLists(database);
const workloadsOf = workloadLists(database);
const places = { region: 'portolan.dev/region', zone: 'portolan.dev/zone' };
let fence: Fence;

const node = (name: string, cpu = '4', labels: Record<string, string> = {}): KubeObject => ({
  metadata: { name, uid: name, labels, creationTimestamp: '2026-01-01T00:00:00Z' },
  status: { capacity: { cpu, memory: '16Gi', pods: '110' }, conditions: [{ type: 'Ready', status: 'True' }] },
});
const row = (object: KubeObject) => JSON.stringify(projectNode(object, places));
const names = async (input: object = {}) =>
  (await lists.nodes('all', { offset: 0, limit: 100, ...input })).rows.map(({ name }) => name);

beforeAll(async () => {
  const cluster = await registry.add(
    newCluster({ name: 'fleet', places: { environment: 'prod', provider: null, region: 'eu', zone: 'eu-a' } }),
  );
  const [lease] = await leases.keep('me', 30);
  fence = { clusterId: cluster.id, holder: 'me', epoch: lease?.epoch ?? 0 };
});

describe('the inventory', () => {
  it('writes rows, changes what differs and removes what is missing', async () => {
    await inventory.upsert(fence, NODES, [row(node('a')), row(node('b')), row(node('c'))]);
    await inventory.upsert(fence, NODES, [row(node('b', '8'))]);
    await inventory.remove(fence, NODES, ['a'], null);
    await inventory.removeMissing(fence, NODES, ['b'], null);
    const { rows, total } = await lists.nodes('all', { offset: 0, limit: 10 });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({
      name: 'b',
      cpuMillis: 8000,
      memoryBytes: 16 * 2 ** 30,
      status: 'healthy',
      zone: 'eu-a',
      cluster: 'fleet',
    });
  });

  it('changes nothing for a watcher whose lease is gone', async () => {
    const old = { ...fence, epoch: fence.epoch - 1 };
    await inventory.upsert(old, NODES, [row(node('late'))]);
    await inventory.removeMissing(old, NODES, [], null);
    expect(await names()).toEqual(['b']);
  });

  it('sorts, filters and pages in the database', async () => {
    await inventory.upsert(fence, NODES, [
      row(node('x1', '2', { team: 'shop' })),
      row(node('x2', '6', { team: 'ads' })),
      row(node('x3', '4', {})),
    ]);
    expect(await names({ sort: { by: 'cpu', descending: true } })).toEqual(['b', 'x2', 'x3', 'x1']);
    expect(await names({ filter: { text: 'X' }, limit: 2, offset: 1 })).toEqual(['x2', 'x3']);
    expect(await names({ filter: { selector: 'team=shop' } })).toEqual(['x1']);
    expect(await names({ filter: { selector: 'team,team!=shop' } })).toEqual(['x2']);
    expect(await names({ filter: { selector: '!team' } })).toEqual(['b', 'x3']);
    expect(await names({ filter: { scope: { regions: ['us'], zones: [], clusters: [], environments: [] } } })).toEqual(
      [],
    );
    expect(await names({ filter: { text: "%_'; DROP TABLE cluster; --" } })).toEqual([]);
  });
});

describe('nodes by key', () => {
  it('are the rows that the list gives, without those that do not exist', async () => {
    const keys = ['x1', 'x2', 'nothing'].map((name) => ({ cluster: 'fleet', name }));
    const { rows } = await lists.nodes('all', { offset: 0, limit: 100 });
    const found = await lists.nodesByKey('all', [...keys, { cluster: 'other', name: 'x1' }]);
    const byName = (all: typeof rows) => all.toSorted((a, b) => a.name.localeCompare(b.name));
    expect(byName(found)).toEqual(byName(rows.filter(({ name }) => name === 'x1' || name === 'x2')));
  });
});

describe('workloads by key', () => {
  it('are the rows that the list gives, told apart by kind and namespace', async () => {
    const workload = (kind: 'Deployment' | 'StatefulSet', namespace: string) =>
      JSON.stringify(
        projectWorkload({ metadata: { name: 'cart', namespace, creationTimestamp: '2026-01-01T00:00:00Z' } }, kind),
      );
    const written = [workload('Deployment', 'shop'), workload('Deployment', 'ads'), workload('StatefulSet', 'shop')];
    await inventory.upsert(fence, WORKLOADS, written);
    const { rows } = await workloadsOf.workloads('all', { offset: 0, limit: 100 });
    const wanted = { cluster: 'fleet', kind: 'Deployment', namespace: 'shop', name: 'cart' };
    const found = await workloadsOf.workloadsByKey('all', [wanted, { ...wanted, name: 'nothing' }]);
    expect(found).toHaveLength(1);
    expect(found).toEqual(rows.filter(({ kind, namespace }) => kind === 'Deployment' && namespace === 'shop'));
  });
});

describe('leases', () => {
  it('belong to one holder until they expire, and each new holder has a higher epoch', async () => {
    expect(await leases.keep('other', 30)).toEqual([]);
    await leases.release('me');
    const [taken] = await leases.keep('other', 30);
    expect(taken?.epoch).toBe(fence.epoch + 1);
    expect(await leases.keep('me', 30)).toEqual([]);
  });
});
