import { openDatabase } from '~/server/db/client';
import { createSealer } from '~/server/db/seal';
import { readEnv } from '~/server/env';
import { createLiveHub } from '~/server/live/live-hub';
import { createLog } from '~/server/log';
import { startFederation } from '~/server/process/federation';
import { startWatches } from '~/server/process/watches';
import { createWiring } from '~/server/wiring';
import { createYamlThread } from '~/server/yaml/yaml-thread';

/** The hub's engine room over a database in which members are registered: watches and federation, without pages. `key` in base64. */
export async function startEngine(url: string, key: string) {
  const database = openDatabase(url);
  const live = createLiveHub();
  const wiring = createWiring({
    env: { ...readEnv({}), dialAllow: '127.0.0.0/8', leaseSeconds: 60 },
    log: createLog('warn'),
    sealer: createSealer([Buffer.from(key, 'base64')]),
    rights: { onChange: () => () => undefined, close: async () => undefined },
    changed: () => undefined,
    publish: (topic, cluster) => live.publish({ topic, cluster }),
    ...{ database, live, hubId: 'bench', authority: { certificate: '', key: '' }, yaml: createYamlThread() },
    tellTunnels: async () => undefined,
  });
  const person = await database.prisma.person.create({ data: { name: 'Ada' } });
  const scope = { clusters: { by: 'all' }, namespaces: null, environments: null };
  await database.prisma.accessGrant.create({
    data: { personId: person.id, role: 'fleet-admin', scope, grantedBy: 'bench' },
  });
  startWatches(wiring, (topic, cluster) => live.publish({ topic, cluster }));
  startFederation(wiring, (topic, cluster, keys) => live.publish({ topic, cluster, ...(keys && { keys }) }));
  const { rows: clusters } = await database.pool.query<{ id: string; name: string }>(
    'SELECT id::text, name FROM cluster ORDER BY name',
  );
  const count = async (text: string, values: unknown[] = []) =>
    (await database.pool.query<{ count: number }>(text, values)).rows[0]?.count ?? 0;
  const known = `SELECT count(*)::int FROM cluster_health WHERE status <> 'unknown'`;
  await until(async () => (await count(known)) === clusters.length);
  return {
    ...{ database, wiring, clusters, count },
    author: { person: person.id, token: null, name: person.name },
    /** A revision was saved: every cluster is told. */
    tellAll: () => {
      for (const { name } of clusters) live.publish({ topic: 'applications', cluster: name });
    },
  };
}

/** Asks again every 5 ms. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}
