import { randomUUID } from 'node:crypto';
import { ApplicationSpec } from '~/server/federation/model/application';
import { newRevision, wantedTarget } from '~/server/federation/testing/revisions';
import { startEngine, until } from '../engine';
import { percentile } from '../measure';
import { deployments } from './objects';

// The product: from a saved revision until every cluster has it, and until what stands there is seen.
const [, , url = '', key = '', objects = '1', rounds = '1'] = process.argv;
const { database, wiring, clusters, count, author, tellAll } = await startEngine(url, key);

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
  tellAll();
  const of = `application_id = (SELECT id FROM application WHERE name = $1)`;
  const waiting = `SELECT count(*)::int FROM application_target WHERE ${of} AND state <> 'applied'`;
  await until(async () => (await count(waiting, [application])) === 0);
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
