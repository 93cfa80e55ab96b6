import { beforeEach, expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { RolloutStrategy } from '../model/rollout';
import { carryOut } from '../testing/carry-out';
import { ALL } from '../testing/delivery-world';
import { configMap, wantedTarget } from '../testing/revisions';
import { openRolloutWorld, type RolloutWorld } from '../testing/rollout-world';
import { postgresPlans } from './plans';

const { database } = await testDatabase();
const { prisma } = database;
const IN_WAVES = RolloutStrategy.parse({});
let world: RolloutWorld;

beforeEach(async () => {
  world = await openRolloutWorld(database);
  await world.save({ colour: 'blue' }, null, IN_WAVES);
});

it('holds every wave until the one before is well, and ends when the last is', async () => {
  expect(await world.due()).toEqual([]);
  await world.look();
  expect(await world.due()).toEqual(['a']);
  await world.prove();
  expect((await world.newest()).waiting).toMatchObject({ for: 'clusters', clusters: ['a'] });
  await carryOut(database, 'healthy');
  await world.prove();
  expect(await world.due()).toEqual(['b', 'c']);
  await carryOut(database, 'healthy');
  await world.prove();
  expect(await world.newest()).toMatchObject({ state: 'done', open: 1, waiting: null });
  expect(await world.kinds()).toEqual(['began', 'opened', 'opened', 'done']);
});

it('stops where a cluster fails, is let go on by a person, and then carries out what was refused', async () => {
  await world.look();
  const [one] = await world.deliveries.due('me');
  const claim = one && (await world.deliveries.claim(one));
  if (!claim) throw new Error('it is due');
  const problem = { code: 'refused' as const, kind: '', namespace: '', name: '', said: 'no' };
  const refused = { state: 'refused' as const, answered: true, problems: [problem], retryMs: 3_600_000 };
  await world.deliveries.settle(one.fence, claim, refused);
  await world.look();
  const stopped = await world.newest();
  expect([stopped.state, stopped.events.at(-1)]).toMatchObject(['stopped', { kind: 'stopped', clusters: ['a'] }]);
  expect(await world.due()).toEqual([]);
  expect(await world.rollouts.steer(stopped, 'resume', { name: 'Ada', reason: 'mended' }, world.now())).toBe(true);
  expect(await world.due()).toEqual(['a']);
  await world.look();
  expect((await world.newest()).state).toBe('running');
  expect((await world.newest()).events.at(-1)).toMatchObject({ kind: 'resumed', by: 'Ada', reason: 'mended' });
});

it('is moved once from where it was, however many move it', async () => {
  const at = await world.newest();
  const open = () => world.rollouts.step(at, { do: 'open', wave: 0 }, world.now());
  expect((await Promise.all([open(), open(), open()])).toSorted()).toEqual([false, false, true]);
  expect(await world.rollouts.steer(at, 'pause', { name: 'Ada', reason: '' }, world.now())).toBe(false);
});

it('waits for approval, and opens what was approved', async () => {
  await world.save({ colour: 'red' }, 1, RolloutStrategy.parse({ approval: 'each' }));
  await world.look();
  await carryOut(database, 'healthy');
  await world.prove();
  expect((await world.newest()).waiting).toEqual({ for: 'approval', wave: 1 });
  await world.rollouts.steer(await world.newest(), 'approve', { name: 'Ada', reason: '' }, world.now());
  await world.look();
  expect(await world.due()).toEqual(['b', 'c']);
});

it('ends with a newer revision, and holds nothing of one that goes at once', async () => {
  await world.look();
  await world.save({ colour: 'red' }, 1, IN_WAVES);
  expect(
    await prisma.applicationRollout.findMany({ select: { revision: true, state: true }, orderBy: { revision: 'asc' } }),
  ).toEqual([
    { revision: 1, state: 'superseded' },
    { revision: 2, state: 'running' },
  ]);
  const [target] = await world.applications.targets(ALL, await world.applicationId());
  expect(target).toMatchObject({ state: 'waiting', wave: 0 });
  await world.save({ colour: 'blue' }, 2, null);
  expect(await world.due()).toEqual(['a', 'b', 'c']);
});

it('holds no cluster that has the revision already, and keeps the waves of those that are placed anew', async () => {
  await world.look();
  await carryOut(database, 'healthy');
  await world.prove();
  await carryOut(database, 'healthy');
  await world.prove();
  await world.save({ colour: 'blue' }, 1, IN_WAVES);
  await prisma.applicationObject.updateMany({ where: { clusterId: world.idOf('c') }, data: { revision: 0 } });
  await prisma.applicationTarget.updateMany({ where: { clusterId: world.idOf('c') }, data: { state: 'waiting' } });
  expect(await world.due()).toEqual(['c']);
  await world.save({ colour: 'red' }, 2, IN_WAVES);
  const bring = [wantedTarget(world.idOf('c'), [configMap('settings', { colour: 'green' })])];
  await postgresPlans(database).replace(await world.applicationId(), 3, { bring, withdraw: [] });
  await world.look();
  expect(await world.due()).toEqual(['a']);
});
