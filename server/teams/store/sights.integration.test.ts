import crypto from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { clusterLists } from '~/server/clusters/store/cluster-lists';
import { postgresInventory } from '~/server/clusters/store/inventory';
import { NAMESPACES, NODES, WORKLOADS } from '~/server/clusters/store/inventory-tables';
import { postgresLeases } from '~/server/clusters/store/leases';
import { nodeLists } from '~/server/clusters/store/node-lists';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { fleetSearch } from '~/server/clusters/store/search';
import { workloadLists } from '~/server/clusters/store/workload-lists';
import { newCluster } from '~/server/clusters/testing/builders';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import { EVERYWHERE, type GrantScope } from '../model/grant';
import type { ClusterSight, Sight } from '../model/sight';
import { personWith } from '../testing/people';
import { postgresSights } from './sights';

const { database } = await testDatabase();
const sights = postgresSights(database);
const seen = (...scopes: Partial<GrantScope>[]): Promise<Sight> => {
  const rights = scopes.flatMap((scope) => personWith('viewer', { ...EVERYWHERE, ...scope }).rights);
  return sights.of(rights, 'clusters.listWorkloads');
};
const named = (...names: string[]): Partial<GrantScope> => ({ clusters: { by: 'name', names } });

const base = { uid: 'u', labels: {}, created_at: '2026-01-01T00:00:00Z', status: 'healthy', reason: '' };
const namespace = (name: string, environment: string | null) => ({ ...base, name, environment, team: null });
const workload = (namespace: string) => ({
  ...{ ...base, kind: 'Deployment', namespace, name: `${namespace}-web`, images: [], desired: 1, ready: 1 },
  ...{ cpu_request_millis: 0, memory_request_bytes: 0 },
});
const node = {
  ...{ ...base, name: 'n1', region: null, zone: null, unschedulable: false, roles: [], version: 'v1', taints: [] },
  ...{ cpu_millis: 1, memory_bytes: 1, allocatable_cpu_millis: 1, allocatable_memory_bytes: 1, pod_capacity: 1 },
};

/** `one` and `two`: prod, with a namespace `lab` that is staging; `three`: staging. */
beforeAll(async () => {
  const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
  const inventory = postgresInventory(database);
  const leases = postgresLeases(database);
  for (const [name, environment] of Object.entries({ one: 'prod', two: 'prod', three: 'staging' })) {
    const places = { environment, provider: null, region: null, zone: null };
    const { id } = await registry.add(newCluster({ name, places, labels: name === 'two' ? { owner: 'shop' } : {} }));
    const lease = (await leases.keep('me', 30)).find(({ clusterId }) => clusterId === id);
    const fence = { clusterId: id, holder: 'me', epoch: lease?.epoch ?? 0 };
    const put = (table: typeof NODES, rows: object[]) =>
      inventory.upsert(
        fence,
        table,
        rows.map((row) => JSON.stringify(row)),
      );
    await put(NODES, [node]);
    await put(NAMESPACES, [namespace('shop', null), namespace('lab', 'staging'), namespace('ads', null)]);
    await put(WORKLOADS, ['shop', 'lab', 'ads'].map(workload));
  }
});

const range = { offset: 0, limit: 100, filter: undefined, sort: undefined };
const workloadsIn = async (sight: Sight) =>
  (await workloadLists(database).workloads(sight, range)).rows.map(
    ({ cluster, namespace }) => `${cluster}/${namespace}`,
  );
const nodesIn = async (sight: Sight) =>
  (await nodeLists(database).nodes(sight, range)).rows.map(({ cluster }) => cluster);
const clustersIn = async (sight: Sight) =>
  (await clusterLists(database).clusters(sight, range)).rows.map(
    ({ name, nodes, workloads }) => `${name} ${nodes} ${workloads}`,
  );

describe('what is in sight', () => {
  it.each<[string, Partial<GrantScope>[], { clusters: string[]; nodes: string[]; workloads: string[] }]>([
    ['without a grant nothing', [], { clusters: [], nodes: [], workloads: [] }],
    [
      'of a cluster everything',
      [named('one')],
      { clusters: ['one 1 3'], nodes: ['one'], workloads: ['one/ads', 'one/lab', 'one/shop'] },
    ],
    [
      'of a cluster by its label',
      [{ clusters: { by: 'label', labels: { owner: 'shop' } } }],
      { clusters: ['two 1 3'], nodes: ['two'], workloads: ['two/ads', 'two/lab', 'two/shop'] },
    ],
    [
      'of a namespace neither nodes nor its neighbours',
      [{ ...named('one', 'two'), namespaces: ['shop'] }],
      { clusters: ['one 0 1', 'two 0 1'], nodes: [], workloads: ['one/shop', 'two/shop'] },
    ],
    [
      'of an environment its namespaces in clusters of another one too, and no nodes of those',
      [{ environments: ['staging'] }],
      {
        clusters: ['one 0 1', 'three 1 3', 'two 0 1'],
        nodes: ['three'],
        workloads: ['one/lab', 'three/ads', 'three/lab', 'three/shop', 'two/lab'],
      },
    ],
    [
      'of an environment not what of its clusters belongs to another one',
      [{ ...named('one'), environments: ['prod'] }],
      { clusters: ['one 1 2'], nodes: ['one'], workloads: ['one/ads', 'one/shop'] },
    ],
    [
      'of two grants the sum, and not their product',
      [
        { ...named('one'), namespaces: ['shop'] },
        { ...named('three'), namespaces: ['ads'] },
      ],
      { clusters: ['one 0 1', 'three 0 1'], nodes: [], workloads: ['one/shop', 'three/ads'] },
    ],
    ['of clusters that do not exist nothing', [named('four')], { clusters: [], nodes: [], workloads: [] }],
  ])('%s', async (_what, scopes, expected) => {
    const sight = await seen(...scopes);
    expect((await clustersIn(sight)).toSorted()).toEqual(expected.clusters);
    expect((await nodesIn(sight)).toSorted()).toEqual(expected.nodes);
    expect((await workloadsIn(sight)).toSorted()).toEqual(expected.workloads);
  });

  it('is the same however many combinations of clusters and namespaces there are', async () => {
    const sight = await seen({ ...named('one'), namespaces: ['shop'] }, { ...named('two'), namespaces: ['ads'] });
    if (sight === 'all') throw new Error('this sight has limits');
    const others = Array.from({ length: 12 }, (_, index): [string, ClusterSight] => {
      return [`other-${index}`, { id: crypto.randomUUID(), whole: false, namespaces: new Set([`space-${index}`]) }];
    });
    const many: Sight = new Map([...sight, ...others]);
    expect(await workloadsIn(many)).toEqual(await workloadsIn(sight));
    expect((await workloadsIn(many)).toSorted()).toEqual(['one/shop', 'two/ads']);
  });

  it('is not widened by a grant of another action', async () => {
    const rights = [...personWith('viewer').rights, ...personWith('admin', { ...EVERYWHERE, ...named('one') }).rights];
    const sight = await sights.of(rights, 'objects.update');
    expect(sight === 'all' ? sight : [...sight.keys()]).toEqual(['one']);
  });

  it('holds a namespace that the inventory does not know, where it is named', async () => {
    const sight = await seen({ ...named('one'), namespaces: ['new'] });
    expect(sight === 'all' ? sight : sight.get('one')?.namespaces).toEqual(new Set(['new']));
  });

  it('bounds the search, its counts and what it says is missing', async () => {
    const sight = await seen({ ...named('one'), namespaces: ['shop'] });
    const found = await fleetSearch(database).search(sight, { text: 'web', scope: undefined, limit: 20 });
    expect(found).toMatchObject({ total: 1, clusters: 1, hits: [{ cluster: 'one', namespace: 'shop' }] });
    const everything = await fleetSearch(database).search(sight, { text: 'o', scope: undefined, limit: 20 });
    expect(everything.hits.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'Cluster one',
      'Namespace shop',
      'Deployment shop-web',
    ]);
    expect((await fleetSearch(database).gaps(sight)).map(({ cluster }) => cluster)).toEqual(['one']);
  });

  it('tells how a member is reached to those alone who see all of it', async () => {
    const { cluster } = clusterLists(database);
    expect((await cluster(await seen(named('one')), 'one'))?.credential).not.toBeNull();
    expect((await cluster(await seen({ ...named('one'), namespaces: ['shop'] }), 'one'))?.credential).toBeNull();
    expect(await cluster(await seen(named('one')), 'two')).toBeUndefined();
  });
});
