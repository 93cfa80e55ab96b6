import { readFileSync } from 'node:fs';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import { openDatabase } from '~/server/db/client';
import { createSealer } from '~/server/db/seal';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';

/** Registers every context of a kubeconfig straight in the database, sealed with `key`. */
export async function registerMembers(url: string, key: Buffer, kubeconfig: string): Promise<void> {
  const database = openDatabase(url);
  const registry = postgresRegistry(database, createSealer([key]));
  for (const context of parseKubeconfig(readFileSync(kubeconfig, 'utf8'), new Date())) {
    if (context.ok) await registry.add(newCluster({ name: context.context, access: context.member }));
  }
  await database.close();
}
