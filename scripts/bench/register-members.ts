import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import { openDatabase } from '~/server/db/client';
import { createSealer } from '~/server/db/seal';
import type { Named } from './read-members';

/** Registers members straight in the database, sealed with `key`. */
export async function registerMembers(url: string, key: Buffer, members: Named[]): Promise<void> {
  const database = openDatabase(url);
  const registry = postgresRegistry(database, createSealer([key]));
  for (const { name, ...access } of members) await registry.add(newCluster({ name, access }));
  await database.close();
}
