import crypto from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { postgresLeases } from '~/server/clusters/store/leases';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import { advanceRollouts } from '../advance-rollouts';
import { RolloutStrategy } from '../model/rollout';
import { carryOut } from '../testing/carry-out';
import { ALL } from '../testing/delivery-world';
import { configMap, newRevision, wantedTarget } from '../testing/revisions';
import { postgresApplications } from './applications';
import { postgresDeliveries } from './deliveries';
import { postgresPlans } from './plans';
import { postgresRollouts } from './rollouts';

const { database } = await testDatabase();
const { prisma, pool } = database;
const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
const [applications, deliveries, rollouts] = [
  postgresApplications(database),
  postgresDeliveries(database),
  postgresRollouts(database),
];
const NAMES = ['a', 'b', 'c'];
const WAVES = [
  { name: 'a', clusters: ['a'] },
  { name: '', clusters: ['b', 'c'] },
];
let now: Date;
let name: string;
const ids = new Map<string, string>();
const idOf = (cluster: string) => ids.get(cluster) ?? '';

beforeEach(async () => {
  now = new Date();
  await prisma.application.deleteMany();
  await prisma.cluster.deleteMany();
  for (const each of NAMES) {
    const { id } = await registry.add(newCluster({ name: each }));
    ids.set(each, id);
  }
  await pool.query(`INSERT INTO cluster_health (cluster_id, status, reason, since, checked_at, version)
    SELECT id, 'healthy', 'ok', now(), now(), 'v1.34.0' FROM cluster`);
  await postgresLeases(database).keep('me', 600);
  name = await save({ colour: 'blue' });
});

async function save(data: Record<string, string>, base: number | null = null, strategy: object = {}) {
  const revision = newRevision({
    ...{ name: base === null ? `app-${crypto.randomUUID().slice(0, 8)}` : name, base },
    targets: NAMES.map((cluster) => ({
      ...wantedTarget(idOf(cluster), [configMap('settings', data)]),
      wave: cluster === 'a' ? 0 : 1,
    })),
    rollout: { strategy: RolloutStrategy.parse(strategy), waves: WAVES },
  });
  await applications.save(revision);
  return revision.name;
}

const applicationId = async () => (await prisma.application.findUniqueOrThrow({ where: { name } })).id;
const due = async () => (await deliveries.due('me')).map(({ cluster }) => cluster).toSorted();
const look = () => advanceRollouts({ rollouts, clock: { now: () => now }, changed: () => undefined });
const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const newest = async () => {
  const found = await rollouts.newest(ALL, await applicationId());
  if (!found) throw new Error('it has a rollout');
  return found;
};
const kinds = async () => (await newest()).events.map(({ kind }) => kind);

/** Until all that is opened has been well for long enough. */
async function prove() {
  await look();
  pass(6);
  await look();
}

it('holds every wave until the one before is well, and ends when the last is', async () => {
  expect(await due()).toEqual([]);
  await look();
  expect(await due()).toEqual(['a']);
  await prove();
  expect((await newest()).waiting).toMatchObject({ for: 'clusters', clusters: ['a'] });
  await carryOut(database, 'healthy');
  await prove();
  expect(await due()).toEqual(['b', 'c']);
  await carryOut(database, 'healthy');
  await prove();
  expect(await newest()).toMatchObject({ state: 'done', open: 1, waiting: null });
  expect(await kinds()).toEqual(['began', 'opened', 'opened', 'done']);
});

it('stops where a cluster fails, is let go on by a person, and then carries out what was refused', async () => {
  await look();
  const [one] = await deliveries.due('me');
  const claim = one && (await deliveries.claim(one));
  if (!claim) throw new Error('it is due');
  const problem = { code: 'refused' as const, kind: '', namespace: '', name: '', said: 'no' };
  const refused = { state: 'refused' as const, answered: true, problems: [problem], retryMs: 3_600_000 };
  await deliveries.settle(one.fence, claim, refused);
  await look();
  const stopped = await newest();
  expect([stopped.state, stopped.events.at(-1)]).toMatchObject(['stopped', { kind: 'stopped', clusters: ['a'] }]);
  expect(await due()).toEqual([]);
  expect(await rollouts.steer(stopped, 'resume', { name: 'Ada', reason: 'mended' }, now)).toBe(true);
  expect(await due()).toEqual(['a']);
  await look();
  expect((await newest()).state).toBe('running');
  expect((await newest()).events.at(-1)).toMatchObject({ kind: 'resumed', by: 'Ada', reason: 'mended' });
});

it('is moved once from where it was, however many move it', async () => {
  const at = await newest();
  const open = () => rollouts.step(at, { do: 'open', wave: 0 }, now);
  expect((await Promise.all([open(), open(), open()])).toSorted()).toEqual([false, false, true]);
  expect(await rollouts.steer(at, 'pause', { name: 'Ada', reason: '' }, now)).toBe(false);
});

it('waits for approval, and opens what was approved', async () => {
  await save({ colour: 'red' }, 1, { approval: 'each' });
  await look();
  await carryOut(database, 'healthy');
  await prove();
  expect((await newest()).waiting).toEqual({ for: 'approval', wave: 1 });
  await rollouts.steer(await newest(), 'approve', { name: 'Ada', reason: '' }, now);
  await look();
  expect(await due()).toEqual(['b', 'c']);
});

it('ends with a newer revision, and holds nothing of one that goes at once', async () => {
  await look();
  await save({ colour: 'red' }, 1);
  expect(
    await prisma.applicationRollout.findMany({ select: { revision: true, state: true }, orderBy: { revision: 'asc' } }),
  ).toEqual([
    { revision: 1, state: 'superseded' },
    { revision: 2, state: 'running' },
  ]);
  const [target] = await applications.targets(ALL, await applicationId());
  expect(target).toMatchObject({ state: 'waiting', wave: 0 });
  await applications.save(
    newRevision({ name, base: 2, targets: NAMES.map((one) => wantedTarget(idOf(one), [configMap('settings')])) }),
  );
  expect(await due()).toEqual(NAMES);
});

it('holds no cluster that has the revision already, and keeps the waves of those that are placed anew', async () => {
  await look();
  await carryOut(database, 'healthy');
  await prove();
  await carryOut(database, 'healthy');
  await prove();
  await save({ colour: 'blue' }, 1);
  await prisma.applicationObject.updateMany({ where: { clusterId: idOf('c') }, data: { revision: 0 } });
  await prisma.applicationTarget.updateMany({ where: { clusterId: idOf('c') }, data: { state: 'waiting' } });
  expect(await due()).toEqual(['c']);
  await save({ colour: 'red' }, 2);
  const bring = [wantedTarget(idOf('c'), [configMap('settings', { colour: 'green' })])];
  await postgresPlans(database).replace(await applicationId(), 3, { bring, withdraw: [] });
  await look();
  expect(await due()).toEqual(['a']);
});
