import crypto from 'node:crypto';
import path from 'node:path';
import { projectNode } from '~/server/clusters/core/project-node';
import { postgresInventory } from '~/server/clusters/store/inventory';
import { NODES } from '~/server/clusters/store/inventory-tables';
import { postgresLeases } from '~/server/clusters/store/leases';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import { openDatabase } from '~/server/db/client';
import { migrateDatabase } from '~/server/db/migrate';
import { createSealer } from '~/server/db/seal';
import { nodeObject } from '~/server/simulator/fleet/node-object';
import { REGIONS } from '~/server/simulator/fleet/regions';
import { createRandom, type Random } from '~/server/simulator/random';

const PLACES = { region: 'portolan.dev/region', zone: 'portolan.dev/zone' };

/** A database as the watches leave it, of suspended clusters, so that a hub on it has nothing else to do. */
export async function fillNodes(url: string, size: { clusters: number; nodes: number }): Promise<void> {
  await migrateDatabase(url, path.resolve('prisma/migrations'));
  const database = openDatabase(url);
  const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
  for (let index = 1; index <= size.clusters; index++) {
    await registry.add(newCluster({ name: `page-${String(index).padStart(3, '0')}` }));
  }
  const inventory = postgresInventory(database);
  const random = createRandom('page');
  const now = new Date();
  for (const { clusterId, epoch, name } of await postgresLeases(database).keep('bench', 3600)) {
    const rows = Array.from({ length: size.nodes }, (_, index) => nodeRow(random, `${name}-n${index}`, now));
    await inventory.upsert({ clusterId, holder: 'bench', epoch }, NODES, rows);
    await registry.setState(clusterId, 'suspended');
  }
  await database.pool.query('VACUUM ANALYZE');
  await database.close();
}

function nodeRow(random: Random, name: string, now: Date): string {
  const region = random.pick(REGIONS);
  const createdAt = new Date(now.getTime() - random.whole(1, 400 * 86_400) * 1000);
  const place = { region: region.name, zone: random.pick(region.zones), provider: region.provider };
  const node = nodeObject(random, { name, ...place, kubelet: region.version, role: 'worker', createdAt, now });
  return JSON.stringify(projectNode(node, PLACES));
}
