import crypto from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import { projectNode } from '../core/project-node';
import { projectWorkload } from '../core/project-workload';
import { newCluster } from '../testing/builders';
import { postgresInventory } from './inventory';
import { NODES, WORKLOADS } from './inventory-tables';
import { postgresLeases } from './leases';
import { postgresRegistry } from './registry';
import { fleetSearch } from './search';

const { database } = await testDatabase();
const { search } = fleetSearch(database);
const find = async (text: string) =>
  (await search('all', { text, scope: undefined, limit: 20 })).hits.map(({ name, matched }) => [
    name,
    matched?.text ?? null,
  ]);

beforeAll(async () => {
  const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
  const places = { environment: null, provider: null, region: 'eu', zone: 'eu-west-9z' };
  const { id } = await registry.add(newCluster({ name: 'fleet', places }));
  const [lease] = await postgresLeases(database).keep('me', 30);
  const fence = { clusterId: id, holder: 'me', epoch: lease?.epoch ?? 0 };
  const inventory = postgresInventory(database);
  const labels = { 'example.com/rack': 'r_17', team: 'shop' };
  const node = { metadata: { name: 'n1', uid: 'n1', labels, creationTimestamp: '2026-01-01T00:00:00Z' } };
  await inventory.upsert(fence, NODES, [JSON.stringify(projectNode(node, { region: 'r', zone: 'z' }))]);
  const workload = {
    metadata: { name: 'cart', namespace: 'shop', uid: 'w', labels: { app: 'cart' } },
    spec: { template: { spec: { containers: [{ image: 'example/cart:1' }, { image: 'example/proxy:2' }] } } },
  };
  await inventory.upsert(fence, WORKLOADS, [JSON.stringify(projectWorkload(workload, 'Deployment'))]);
});

it.each([
  ['a name', 'n1', [['n1', null]]],
  ['a label by its value', 'r_17', [['n1', 'example.com/rack=r_17']]],
  ['a label by its key', 'com/rack', [['n1', 'example.com/rack=r_17']]],
  ['a label as key=value, also in part', 'rack=r_1', [['n1', 'example.com/rack=r_17']]],
  ['no label of another value', 'rack=shop', []],
  ['no signs as wildcards', 'r%17', []],
  ['the one image that matches', 'proxy', [['cart', 'example/proxy:2']]],
  ['a cluster by its zone', 'west-9', [['fleet', 'eu / eu-west-9z']]],
])('finds %s', async (_what, text, expected) => {
  expect(await find(text)).toEqual(expected);
});

it('puts names before what matched otherwise, and counts all that match', async () => {
  expect((await find('cart')).map(([name]) => name)).toEqual(['cart']);
  expect(await search('all', { text: 'a', scope: undefined, limit: 1 })).toMatchObject({ total: 2, clusters: 1 });
});
