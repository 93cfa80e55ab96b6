import crypto from 'node:crypto';
import { expect, it } from 'vitest';
import { clusterLists } from '~/server/clusters/store/cluster-lists';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import { postgresMap } from './map';

const { database } = await testDatabase();
const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));

it('tells a member of the same health on the map as in the list', async () => {
  const { id } = await registry.add(newCluster({ name: 'quiet' }));
  const health = async () => [
    (await postgresMap(database).rows('all', undefined))[0]?.health,
    (await clusterLists(database).cluster('all', 'quiet'))?.health,
  ];
  const [onMap, inList] = await health();
  expect(onMap).toEqual(inList);
  expect(onMap).toMatchObject({ status: 'unknown', reason: 'never-reached' });
  await registry.setState(id, 'suspended');
  expect((await health()).map((each) => each?.status)).toEqual(['suspended', 'suspended']);
});
