import { expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import type { MemberClient } from '~/server/kube/member-client';
import { deliverApplication } from '../deliver-application';
import { postgresDeliveries } from '../store/deliveries';
import { postgresPlans } from '../store/plans';
import { ALL } from '../testing/delivery-world';
import { configMap, wantedTarget } from '../testing/revisions';
import { worldByHand } from '../testing/world-by-hand';

const { database } = await testDatabase();
const deliveries = postgresDeliveries(database);
const hand = worldByHand(database, deliveries);

const turnOf = async (name: string, holder?: string) => {
  const due = await hand.dueOf(name, holder).catch(() => undefined);
  const claim = due && (await deliveries.claim(due));
  return due && claim ? { due, claim } : undefined;
};
const needed = async (name: string, holder?: string) => {
  const turn = await turnOf(name, holder);
  if (!turn) throw new Error(`${name} is not due`);
  return turn;
};
const item = (name: string, revision: number) => ({
  ...{ group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespace: 'shop', name },
  ...{ uid: 'u', revision, applied: configMap(name) },
});

it('gives a turn to who holds the lease alone, and what an older holder writes changes nothing', async () => {
  await hand.world().save({ name: 'fenced', objects: [configMap('a')] });
  expect(await turnOf('fenced', 'another')).toBeUndefined();
  const old = await needed('fenced');
  await database.pool.query(`UPDATE cluster_lease SET holder = 'another', epoch = epoch + 1`);
  expect(await deliveries.keep(old.due.fence, old.claim, item('a', 1), {})).toBe(false);
  await deliveries.settle(old.due.fence, old.claim, { state: 'applied', answered: true });
  expect(await hand.world().targetOf('fenced')).toMatchObject({ state: 'applying', objects: 0 });
  const next = await needed('fenced', 'another');
  expect(next.claim).toMatchObject({ revision: 1, attempt: 2 });
  expect(await deliveries.keep(next.due.fence, next.claim, item('a', 1), {})).toBe(true);
  await deliveries.settle(next.due.fence, next.claim, { state: 'applied', answered: true });
  expect(await hand.world().targetOf('fenced')).toMatchObject({ state: 'applied', appliedRevision: 1, objects: 1 });
  await database.pool.query(`UPDATE cluster_lease SET holder = 'me', epoch = epoch + 1`);
});

it('does not take a newer revision for applied that was saved while an older one was carried out', async () => {
  await hand.world().save({ name: 'newer', objects: [configMap('a')] });
  const turn = await needed('newer');
  await hand.world().save({ name: 'newer', base: 1, objects: [configMap('a', { colour: 'red' })] });
  // what stands there is known all the same
  expect(await deliveries.keep(turn.due.fence, turn.claim, item('a', 1), {})).toBe(false);
  await deliveries.settle(turn.due.fence, turn.claim, { state: 'applied', answered: true });
  expect(await hand.world().targetOf('newer')).toMatchObject({
    state: 'waiting',
    revision: 2,
    appliedRevision: null,
    objects: 1,
  });
  expect((await needed('newer')).claim).toMatchObject({ revision: 2, inventory: [{ name: 'a', revision: 1 }] });
});

it('does not take what is wanted anew for applied, when a cluster was placed anew while a turn was under way', async () => {
  const plans = postgresPlans(database);
  await hand.world().save({ name: 'placed', objects: [configMap('a')] });
  const id = await hand.world().idOf('placed');
  const turn = await needed('placed');
  const bring = [wantedTarget(hand.world().clusterId, [configMap('a', { colour: 'red' })])];
  expect(await plans.replace(id, 2, { bring, withdraw: [] })).toBe(false);
  expect(await plans.replace(id, 1, { bring, withdraw: [] })).toBe(true);
  await deliveries.keep(turn.due.fence, turn.claim, item('a', 1), {});
  await deliveries.settle(turn.due.fence, turn.claim, { state: 'applied', answered: true });
  expect(await hand.world().targetOf('placed')).toMatchObject({ state: 'waiting', revision: 1 });
  expect((await needed('placed')).claim.objects).toEqual([configMap('a', { colour: 'red' })]);
  expect((await plans.standing()).find(({ name }) => name === 'placed')).toMatchObject({
    id,
    revision: 1,
    author: { name: 'Ada' },
  });
  expect(await plans.replace(id, 1, { bring: [], withdraw: [hand.world().clusterId] })).toBe(true);
  expect((await needed('placed')).claim.isWithdrawing).toBe(true);
});

it('waits for a member that is away until its time has come, or until it has answered somebody else', async () => {
  await hand.world().save({ name: 'away', objects: [configMap('a')] });
  const { due, claim } = await needed('away');
  const problem = { code: 'unreachable' as const, kind: '', namespace: '', name: '', said: 'no answer' };
  await deliveries.settle(due.fence, claim, {
    state: 'waiting',
    problems: [problem],
    answered: false,
    retryMs: 60_000,
  });
  expect(await turnOf('away')).toBeUndefined();
  await database.pool.query(`UPDATE cluster_health SET as_of = now() + interval '1 second'`);
  expect((await needed('away')).claim.attempt).toBe(2);
});

it('tries what it had no right to again as soon as rights have changed, and nothing else', async () => {
  const no = (code: 'rights' | 'exists') => ({ code, kind: 'ConfigMap', namespace: 'shop', name: 'a', said: '' });
  for (const [name, code] of [
    ['unrightful', 'rights'],
    ['occupied', 'exists'],
  ] as const) {
    await hand.world().save({ name, objects: [configMap(name)] });
    const { due, claim } = await needed(name);
    const refused = { state: 'refused' as const, problems: [no(code)], answered: true, retryMs: 60_000 };
    await deliveries.settle(due.fence, claim, refused);
  }
  await deliveries.rightsChanged('another');
  expect(await turnOf('unrightful')).toBeUndefined();
  await deliveries.rightsChanged('me');
  expect(await turnOf('occupied')).toBeUndefined();
  expect((await needed('unrightful')).claim.attempt).toBe(2);
});

it('puts an object back that was asked for while a turn was under way', async () => {
  await hand.world().save({ name: 'again', objects: [configMap('a')] });
  const first = await needed('again');
  await deliveries.keep(first.due.fence, first.claim, item('a', 1), {});
  await database.pool.query(`UPDATE application_object SET revision = 0 WHERE application_id = $1`, [
    first.claim.applicationId,
  ]);
  await deliveries.settle(first.due.fence, first.claim, { state: 'applied', answered: true });
  expect(await hand.world().targetOf('again')).toMatchObject({ state: 'waiting' });
});

it('is gone with its last target, also when the cluster itself was removed', async () => {
  await hand.world().save({ name: 'leaving', objects: [] });
  await hand.world().applications.remove('leaving', 1, { person: hand.world().clusterId, token: null, name: 'Ada' });
  const { due, claim } = await needed('leaving');
  expect(claim.isWithdrawing).toBe(true);
  await deliveries.settle(due.fence, claim, { state: 'gone', answered: true });
  expect(await hand.world().applications.find(ALL, 'leaving')).toBeUndefined();
  await hand.world().save({ name: 'orphan', objects: [] });
  await hand.world().applications.remove('orphan', 1, { person: hand.world().clusterId, token: null, name: 'Ada' });
  await database.pool.query(`DELETE FROM application_target WHERE application_id = $1`, [
    await hand.world().idOf('orphan'),
  ]);
  await deliveries.sweep();
  expect(await hand.world().applications.find(ALL, 'orphan')).toBeUndefined();
});

it.each([0, 1, 2])(
  'goes on where a hub was killed after %i objects stood there and were not yet known',
  async (reached) => {
    const name = `killed-${reached}`;
    const names = [0, 1, 2].map((at) => `${name}-${at}`);
    await hand.world().save({ name, objects: names.map((one) => configMap(one, {}, 'default')) });
    const due = await hand.dueOf(name);
    let left = reached;
    const dying = (client: MemberClient): MemberClient => ({
      ...client,
      apply: async (...call) => {
        const applied = left-- >= 0 ? await client.apply(...call) : undefined;
        if (left < 0) throw new Error('killed');
        return applied as Awaited<ReturnType<MemberClient['apply']>>;
      },
    });
    const deps = hand.world().deliverDeps();
    const clientFor: typeof deps.clientFor = async (cluster, actor) => dying(await deps.clientFor(cluster, actor));
    const never = new AbortController().signal;
    await expect(deliverApplication({ ...deps, clientFor }, due, never)).rejects.toThrow('killed');
    expect(await hand.world().targetOf(name)).toMatchObject({ state: 'applying' });
    await database.pool.query(`UPDATE cluster_lease SET holder = 'next', epoch = epoch + 1`);
    expect(await deliverApplication(deps, await hand.dueOf(name, 'next'), never)).toBe('applied');
    const stands = await hand
      .world()
      .client.list({ group: '', version: 'v1', plural: 'configmaps' }, { namespace: 'default' });
    const uids = stands.items
      .filter(({ metadata }) => metadata.name.startsWith(`${name}-`))
      .map(({ metadata }) => metadata.uid);
    const kept = await hand.world().applications.objects(ALL, await hand.world().idOf(name), 'here');
    expect(kept.map(({ uid }) => uid).toSorted()).toEqual(uids.toSorted());
    expect(kept).toHaveLength(3);
    await database.pool.query(`UPDATE cluster_lease SET holder = 'me', epoch = epoch + 1`);
  },
);
