import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { ApplicationSpec } from '~/server/federation/model/application';
import { configMap, newRevision, wantedTarget } from '~/server/federation/testing/revisions';
import { startEngine, until } from '../engine';
import { readMembers, tokenOf } from '../read-members';

// From a change that somebody makes in a member until it stands in the inbox: one number in milliseconds for each change.
const [, , url = '', key = '', kubeconfig = '', seconds = '10'] = process.argv;
const CHANGES_PER_SECOND = 50;
const OBJECTS = 20;
const LOOK_MS = 10;

const members = readMembers(kubeconfig).map((member) => ({
  server: member.server,
  token: tokenOf(member),
  agent: new Agent({ connect: { ca: member.certificateAuthority } }),
}));
const { database, wiring, clusters, count, author, tellAll } = await startEngine(url, key);
const objects = Array.from({ length: OBJECTS }, (_, at) => configMap(`settings-${at}`, { colour: 'blue' }, 'default'));
const spec = ApplicationSpec.parse({ templates: objects, placement: { clusterAffinities: [{ name: 'all' }] } });
const targets = clusters.map(({ id }) => wantedTarget(id, objects));
await wiring.federation.applications.save(newRevision({ name: 'watched', author, spec, targets }));
tellAll();
const seen = `SELECT count(*)::int FROM application_object WHERE status <> 'unknown'`;
await until(async () => (await count(seen)) === clusters.length * OBJECTS);

const changedAt = new Map<string, number>();
const latencies: number[] = [];
let isOver = false;
const looking = (async () => {
  while (!isOver || changedAt.size > 0) {
    const { rows } = await database.pool.query<{ found: string }>(
      `SELECT found #>> '{}' AS found FROM application_drift WHERE last_seen > now() - interval '20 seconds'`,
    );
    for (const { found } of rows) {
      const at = changedAt.get(found);
      if (at === undefined) continue;
      latencies.push(performance.now() - at);
      changedAt.delete(found);
    }
    await pause(LOOK_MS);
  }
})();

async function change(at: number): Promise<void> {
  const member = members[at % members.length];
  if (!member) return;
  // an object is changed again long after its last change was seen
  const name = `settings-${Math.floor(at / members.length) % OBJECTS}`;
  const answer = await request(`${member.server}/api/v1/namespaces/default/configmaps/${name}?fieldManager=somebody`, {
    method: 'PATCH',
    dispatcher: member.agent,
    headers: { authorization: `Bearer ${member.token}`, 'content-type': 'application/merge-patch+json' },
    body: JSON.stringify({ data: { colour: `red-${at}` } }),
  });
  if (answer.statusCode !== 200) throw new Error(await answer.body.text());
  changedAt.set(`red-${at}`, performance.now());
  await answer.body.dump();
}

const changes: Promise<void>[] = [];
for (let at = 0; at < Number(seconds) * CHANGES_PER_SECOND; at++) {
  changes.push(change(at));
  await pause(1000 / CHANGES_PER_SECOND);
}
await Promise.all(changes);
isOver = true;
await looking;
process.stdout.write(`\n${JSON.stringify(latencies)}\n`, () => process.exit(0));
