import { beforeEach, expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { RolloutStrategy } from '../model/rollout';
import { carryOut } from '../testing/carry-out';
import { ALL } from '../testing/delivery-world';
import { configMap } from '../testing/revisions';
import { openRolloutWorld, type RolloutWorld } from '../testing/rollout-world';
import { postgresDrift } from './drift';
import { postgresObserved } from './observed';
import { postgresPlans } from './plans';

const { database } = await testDatabase();
const { prisma } = database;
const [drifts, observed] = [postgresDrift(database), postgresObserved(database)];
const IN_WAVES = RolloutStrategy.parse({});
const REFUSAL = { code: 'refused' as const, kind: 'ConfigMap', namespace: 'shop', name: 'settings', said: 'no' };
let world: RolloutWorld;

/** All have blue; red waits for its waves, none of which is open. */
beforeEach(async () => {
  world = await openRolloutWorld(database);
  await world.save({ colour: 'blue' }, null, null);
  await carryOut(database, 'healthy');
  await world.save({ colour: 'red' }, 1, IN_WAVES);
});

async function breakColour(cluster: string): Promise<string[]> {
  const { epoch } = await prisma.clusterLease.findUniqueOrThrow({ where: { clusterId: world.idOf(cluster) } });
  const drift = { path: 'data.colour', wanted: 'blue', found: 'pink', by: undefined };
  const seen = {
    ...{ group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespace: 'shop', name: 'settings' },
    ...{ status: 'healthy' as const, reason: '', wanted: null, ready: null, ignored: [], drift: [drift] },
    applicationId: await world.applicationId(),
  };
  await observed.observe({ clusterId: world.idOf(cluster), holder: 'me', epoch }, [seen]);
  const open = await drifts.list(ALL, { filter: { state: 'open', cluster }, offset: 0, limit: 10 });
  return open.rows.map(({ id }) => id);
}

const turnOf = async (cluster: string) => {
  const due = (await world.deliveries.due('me')).find((one) => one.cluster === cluster);
  const claim = due && (await world.deliveries.claim(due));
  return due && claim ? { fence: due.fence, claim } : undefined;
};
const needed = async (cluster: string) => {
  const turn = await turnOf(cluster);
  if (!turn) throw new Error(`${cluster} is not due`);
  return turn;
};

it('puts back what stands in a cluster whose wave is not open, as it stood', async () => {
  await drifts.revert(await breakColour('c'));
  expect(await world.due()).toEqual(['c']);
  const { claim } = await needed('c');
  expect(claim).toMatchObject({
    revision: 1,
    isWithdrawing: false,
    objects: [configMap('settings', { colour: 'blue' })],
  });
  await carryOut(database, 'healthy');
  expect(await world.due()).toEqual([]);
  expect(await world.targetOf('c')).toMatchObject({ state: 'waiting', revision: 2, appliedRevision: 1, drifted: 0 });
  await world.look();
  expect((await needed('a')).claim).toMatchObject({ revision: 2 });
});

it('puts back by itself where that is wanted, once for each drift, and says when it has given up', async () => {
  const spec = { drift: { do: 'revert', afterMinutes: 0 } };
  await prisma.applicationRevision.updateMany({ where: { number: 2 }, data: { spec } });
  await breakColour('c');
  expect(await observed.revertDue('me', 3)).toMatchObject([{ cluster: 'c' }]);
  expect(await observed.revertDue('me', 3)).toEqual([]);
  await carryOut(database, 'healthy');
  await breakColour('c');
  expect(await observed.revertDue('me', 1)).toMatchObject([{ cluster: 'c' }]);
  expect(await world.targetOf('c')).toMatchObject({ state: 'waiting', problems: [{ code: 'contested' }] });
  expect(await world.due()).toEqual([]);
});

it('keeps what stands where the application is to leave, until its turn has come', async () => {
  await postgresPlans(database).replace(await world.applicationId(), 2, { bring: [], withdraw: [world.idOf('c')] });
  await drifts.revert(await breakColour('c'));
  expect((await needed('c')).claim).toMatchObject({ revision: 1, isWithdrawing: false });
  await carryOut(database, 'healthy');
  expect(await world.targetOf('c')).toMatchObject({ state: 'withdrawing', drifted: 0 });
});

it('lets go of what stood there as soon as the wave is open, in the middle of a turn too', async () => {
  await drifts.revert(await breakColour('a'));
  const { fence, claim } = await needed('a');
  await world.look();
  const item = {
    group: '',
    version: 'v1',
    kind: 'ConfigMap',
    plural: 'configmaps',
    namespace: 'shop',
    name: 'settings',
  };
  expect(await world.deliveries.begin(fence, claim, { ...item, creates: false })).toBe(false);
  await world.deliveries.settle(fence, claim, { state: 'applied', answered: true });
  expect(await world.targetOf('a')).toMatchObject({ state: 'waiting', revision: 2, appliedRevision: 1 });
  expect((await needed('a')).claim).toMatchObject({ revision: 2 });
});

it('asks a member that refuses again after a while, and at once when its wave opens', async () => {
  await drifts.revert(await breakColour('a'));
  const { fence, claim } = await needed('a');
  const refused = { state: 'refused' as const, answered: true, problems: [REFUSAL], retryMs: 60_000 };
  await world.deliveries.settle(fence, claim, refused);
  expect(await world.targetOf('a')).toMatchObject({ state: 'waiting', problems: [{ code: 'refused' }] });
  expect(await turnOf('a')).toBeUndefined();
  await world.look();
  expect((await needed('a')).claim).toMatchObject({ revision: 2, attempt: 1 });
});

it('sends nothing to clusters that were held, when what stands there is wanted again', async () => {
  await world.look();
  await carryOut(database, 'healthy');
  await drifts.revert(await breakColour('c'));
  await world.save({ colour: 'blue' }, 2, null);
  expect(await world.targetOf('b')).toMatchObject({ state: 'applied', revision: 3, appliedRevision: 3 });
  expect(await world.due()).toEqual(['a', 'c']);
});

it('keeps what stands over several revisions that are held, and nothing once one of them was begun', async () => {
  await world.save({ colour: 'green' }, 2, IN_WAVES);
  await drifts.revert(await breakColour('c'));
  expect((await needed('c')).claim).toMatchObject({ revision: 1 });
  await world.look();
  await needed('a');
  await world.save({ colour: 'blue' }, 3, IN_WAVES);
  await prisma.applicationObject.updateMany({ where: { clusterId: world.idOf('a') }, data: { revision: 0 } });
  expect(await world.targetOf('a')).toMatchObject({ state: 'waiting', revision: 4 });
  expect(await turnOf('a')).toBeUndefined();
});
