import crypto from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { memoryTrail } from '~/server/audit/testing/memory-trail';
import { postgresLeases } from '~/server/clusters/store/leases';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import { failureOf } from '~/server/kernel/failure';
import { ADA } from '~/server/teams/testing/people';
import { drill, stopFailover } from './drill';
import { failOverAll } from './fail-over';
import { ApplicationSpec } from './model/application';
import { postgresApplications } from './store/applications';
import { postgresCandidates } from './store/candidates';
import { postgresDeliveries } from './store/deliveries';
import { postgresFailovers } from './store/failovers';
import { postgresPlans } from './store/plans';
import { carryOut } from './testing/carry-out';
import { ALL } from './testing/delivery-world';
import { configMap, newRevision, wantedTarget } from './testing/revisions';

const { database } = await testDatabase();
const { prisma, pool } = database;
const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
const { audit, record } = memoryTrail();
const troubles: unknown[] = [];
let now: Date;
const deps = {
  ...{ applications: postgresApplications(database), candidates: postgresCandidates(database) },
  ...{ failovers: postgresFailovers(database), plans: postgresPlans(database), audit },
  sights: { of: async () => 'all' as const },
  teamsOf: async () => [],
  standing: { now: async () => ADA },
  changed: () => undefined,
  clock: { now: () => now },
};
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const OBJECTS = [configMap('settings')];
let name: string;
const ids = new Map<string, string>();

beforeEach(async () => {
  now = new Date();
  record.length = 0;
  await prisma.application.deleteMany();
  await prisma.cluster.deleteMany();
  for (const each of NAMES) ids.set(each, (await registry.add(newCluster({ name: each }))).id);
  await pool.query(`INSERT INTO cluster_health (cluster_id, status, reason, since, checked_at)
    SELECT id, 'healthy', 'ok', now() - interval '1 hour', now() FROM cluster`);
  await postgresLeases(database).keep('me', 600);
});

async function save(failover?: object) {
  const clusterAffinities = [
    { name: 'primary', clusterNames: ['a'] },
    { name: 'backup', clusterNames: ['b'] },
  ];
  const spec = { templates: OBJECTS, placement: { clusterAffinities }, ...(failover && { failover }) };
  const revision = newRevision({
    ...{ spec: ApplicationSpec.parse(spec), author: { person: ADA.id, token: null, name: ADA.name } },
    targets: [wantedTarget(ids.get('a') ?? '', OBJECTS)],
  });
  await deps.applications.save(revision);
  name = revision.name;
}

const id = async () => (await prisma.application.findUniqueOrThrow({ where: { name } })).id;
const targets = async () =>
  Object.fromEntries((await deps.applications.targets(ALL, await id())).map(({ cluster, state }) => [cluster, state]));
const failovers = async () => deps.failovers.list(ALL, await id());
const look = async () => {
  await failOverAll(deps, (_name, error) => troubles.push(error));
  expect(troubles).toEqual([]);
};
const health = (cluster: string, status: string, minutes: number) =>
  pool.query(
    `UPDATE cluster_health SET status = $2, since = now() - make_interval(mins => $3)
      WHERE cluster_id = (SELECT id FROM cluster WHERE name = $1)`,
    [cluster, status, minutes],
  );
const actor = { ...ADA, action: 'federation.drill' as const };
const asFederation = deps as unknown as Parameters<typeof drill>[0];
const begin = () =>
  drill(asFederation, { actor, requestId: 'r' }, { name, cluster: 'a', minutes: 10, note: 'as agreed' });

it('leaves a cluster that failed once its grace is over, and comes back when it is well again', async () => {
  await save({});
  await health('a', 'failed', 4);
  await look();
  expect(await targets()).toEqual({ a: 'waiting' });
  await health('a', 'failed', 6);
  await look();
  await look();
  expect(await targets()).toEqual({ a: 'withdrawing', b: 'waiting' });
  expect(await failovers()).toMatchObject([{ cluster: 'a', reason: 'failed', movedTo: ['b'], endedAt: null }]);
  await health('a', 'healthy', 7);
  await look();
  expect(await targets()).toEqual({ a: 'waiting', b: 'withdrawing' });
  expect(await failovers()).toMatchObject([{ ended: 'well' }]);
  expect(record.map(({ action }) => action)).toEqual([
    ...['federation.failover', 'federation.replan', 'federation.endFailover', 'federation.replan'],
  ]);
});

it('leaves nothing by itself where the application does not say so', async () => {
  await save();
  await health('a', 'failed', 60);
  await look();
  expect(await targets()).toEqual({ a: 'waiting' });
});

it('is drilled on purpose, comes back when the time is over, and is not left twice', async () => {
  await save();
  await begin();
  expect(await targets()).toEqual({ a: 'withdrawing', b: 'waiting' });
  expect(await failovers()).toMatchObject([{ reason: 'drill', by: ADA.name, note: 'as agreed', movedTo: ['b'] }]);
  expect(await begin().then(() => undefined, failureOf)).toMatchObject({ kind: 'conflict' });
  await look();
  expect(await targets()).toEqual({ a: 'withdrawing', b: 'waiting' });
  now = new Date(now.getTime() + 601_000);
  await look();
  expect(await targets()).toEqual({ a: 'waiting', b: 'withdrawing' });
  expect(await failovers()).toMatchObject([{ ended: 'over' }]);
});

it('takes nothing away before what replaces it stands', async () => {
  await save();
  const deliveries = postgresDeliveries(database);
  const due = async () => (await deliveries.due('me')).map(({ cluster }) => cluster);
  await carryOut(database, 'healthy');
  await begin();
  expect(await due()).toEqual(['b']);
  await carryOut(database, 'progressing');
  expect(await due()).toEqual([]);
  await prisma.applicationObject.updateMany({ data: { status: 'healthy' } });
  expect(await due()).toEqual(['a']);
});

it('is ended by a person, once', async () => {
  await save();
  await begin();
  const [open] = await failovers();
  const end = () => stopFailover(asFederation, { actor, requestId: 'r' }, { name, id: open?.id ?? '' });
  await end();
  expect(await targets()).toEqual({ a: 'waiting', b: 'withdrawing' });
  expect(await failovers()).toMatchObject([{ ended: 'person' }]);
  expect(await end().then(() => undefined, failureOf)).toMatchObject({ kind: 'conflict' });
});

it('begins once, however many replicas look at the same moment', async () => {
  await save({});
  await health('a', 'unknown', 10);
  await Promise.all([look(), look(), look()]);
  expect(await failovers()).toHaveLength(1);
  expect(await targets()).toEqual({ a: 'withdrawing', b: 'waiting' });
});
