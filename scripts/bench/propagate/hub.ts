import { randomUUID } from 'node:crypto';
import { openDatabase } from '~/server/db/client';
import { createSealer } from '~/server/db/seal';
import { readEnv } from '~/server/env';
import { ApplicationSpec } from '~/server/federation/model/application';
import { newRevision, wantedTarget } from '~/server/federation/testing/revisions';
import { createLiveHub } from '~/server/live/live-hub';
import { createLog } from '~/server/log';
import { startFederation } from '~/server/process/federation';
import { startWatches } from '~/server/process/watches';
import { createWiring } from '~/server/wiring';
import { createYamlThread } from '~/server/yaml/yaml-thread';
import { percentile } from '../measure';
import { deployments } from './objects';

// The product: from a saved revision until every cluster has it, and until what stands there is seen.
const [, , url = '', key = '', objects = '1', rounds = '1'] = process.argv;
const database = openDatabase(url);
const live = createLiveHub();
const publish = (topic: 'applications' | 'clusters', cluster: string) => live.publish({ topic, cluster });
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

const clusters = (await database.pool.query<{ id: string; name: string }>('SELECT id::text, name FROM cluster')).rows;
const count = async (text: string, values: unknown[] = []) =>
  (await database.pool.query<{ count: number }>(text, values)).rows[0]?.count ?? 0;
const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
};
await until(
  async () => (await count(`SELECT count(*)::int FROM cluster_health WHERE status <> 'unknown'`)) === clusters.length,
);

const author = { person: person.id, token: null, name: 'Ada' };
const name = `bench-${randomUUID().slice(0, 8)}`;
const results: { seconds: number; status: number; p99: number }[] = [];
// the first round opens what is open from then on
for (let round = 0; round <= Number(rounds); round++) {
  const application = `${name}-${round}`;
  const wanted = deployments(Number(objects), application, 'r1');
  const targets = clusters.map(({ id }) => wantedTarget(id, wanted));
  // as it would be planned: the hub plans anew when a cluster changes
  const spec = ApplicationSpec.parse({ templates: wanted, placement: { clusterAffinities: [{ name: 'all' }] } });
  const began = performance.now();
  const since = new Date();
  await wiring.federation.applications.save(newRevision({ name: application, author, spec, targets }));
  for (const cluster of clusters) publish('applications', cluster.name);
  const of = `application_id = (SELECT id FROM application WHERE name = $1)`;
  await until(
    async () =>
      (await count(`SELECT count(*)::int FROM application_target WHERE ${of} AND state <> 'applied'`, [
        application,
      ])) === 0,
  );
  const seconds = (performance.now() - began) / 1000;
  const seen = `SELECT count(*)::int FROM application_object WHERE ${of} AND status <> 'unknown'`;
  await until(async () => (await count(seen, [application])) === clusters.length * Number(objects));
  const status = (performance.now() - began) / 1000;
  const { rows } = await database.pool.query<{ at: Date }>(`SELECT since AS at FROM application_target WHERE ${of}`, [
    application,
  ]);
  const p99 = percentile(
    rows.map(({ at }) => at.getTime() - since.getTime()),
    0.99,
  );
  if (round > 0) results.push({ seconds, status, p99 });
}
process.stdout.write(`\n${JSON.stringify(results)}\n`, () => process.exit(0));
