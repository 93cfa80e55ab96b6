import { expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { DomainError } from '~/server/kernel/failure';
import type { MemberClient } from '~/server/kube/member-client';
import { deliverApplication } from '../deliver-application';
import { postgresDeliveries } from '../store/deliveries';
import { configMap } from '../testing/revisions';
import { worldByHand } from '../testing/world-by-hand';

const { database } = await testDatabase();
const deliveries = postgresDeliveries(database, { lateSeconds: 3600 });
const hand = worldByHand(database, deliveries);

/** What a member is asked to write: carried out, or kept for later; then its answer is lost. */
type Way = (write: () => Promise<unknown>) => Promise<unknown>;
const straight: Way = (write) => write();
const lost = () => new DomainError({ kind: 'cluster-unreachable', cluster: 'here', reason: 'reset', detail: 'cut' });
const answerLost: Way = async (write) => {
  await write();
  throw lost();
};
/** Nothing arrives until `arrive` is called; it answers what became of it. */
function held(): { way: Way; arrive(): Promise<'done' | 'refused'> } {
  const writes: (() => Promise<unknown>)[] = [];
  return {
    way: async (write) => {
      writes.push(write);
      throw lost();
    },
    arrive: async () => {
      const [first] = writes;
      return first
        ? first().then(
            () => 'done' as const,
            () => 'refused' as const,
          )
        : 'done';
    },
  };
}

const through = (client: MemberClient, way: Way): MemberClient => ({
  ...client,
  apply: (...call) => way(() => client.apply(...call)) as ReturnType<MemberClient['apply']>,
  delete: (...call) => way(() => client.delete(...call)) as Promise<void>,
});

async function dueOf(name: string, holder: string) {
  await database.pool.query('UPDATE application_target SET not_before = NULL');
  return hand.dueOf(name, holder);
}

async function turn(name: string, way: Way = straight, holder = 'me') {
  const deps = { ...hand.world().deliverDeps(), deliveries };
  const clientFor: typeof deps.clientFor = async (cluster, actor) => through(await deps.clientFor(cluster, actor), way);
  return deliverApplication({ ...deps, clientFor }, await dueOf(name, holder), new AbortController().signal);
}

const save = (name: string, base: number | null, colour: string | null, removing = false) =>
  hand.world().save({
    ...{ name, base, confirmsRemoval: true },
    objects: [
      ...(removing ? [] : [configMap(name, { colour: colour ?? '' }, 'default')]),
      configMap(`${name}-other`, {}, 'default'),
    ],
  });
const colourOf = (name: string) => {
  const data = hand.member().objects.get('v1', 'configmaps', name, 'default')?.['data'] as
    | { colour?: string }
    | undefined;
  return data?.colour;
};
const takeOver = (holder: string) =>
  database.pool.query('UPDATE cluster_lease SET holder = $1, epoch = epoch + 1', [holder]);

it('brings back what was before, although nobody knows whether what came between was written', async () => {
  await save('between', null, 'blue');
  await turn('between');
  await save('between', 1, 'red');
  expect(await turn('between', answerLost)).toBe('waiting');
  expect(colourOf('between')).toBe('red');
  await save('between', 2, 'blue');
  expect(await turn('between')).toBe('applied');
  expect(colourOf('between')).toBe('blue');
});

it('lets a write that arrives late change nothing, also where what came after it is as it was before', async () => {
  await save('late', null, 'blue');
  await turn('late');
  await save('late', 1, 'red');
  const { way, arrive } = held();
  await turn('late', way);
  await save('late', 2, 'blue');
  expect(await turn('late')).toBe('applied');
  expect(await arrive()).toBe('refused');
  expect(colourOf('late')).toBe('blue');
  expect((await hand.world().targetOf('late'))?.state).toBe('applied');
});

it('lets a frozen holder that goes on write nothing over what its successor wrote', async () => {
  await save('frozen', null, 'blue');
  await turn('frozen');
  await save('frozen', 1, 'red');
  let thaw = () => {};
  const isFrozen = new Promise<void>((frozen) => {
    const way: Way = async (write) => {
      frozen();
      await new Promise<void>((resolve) => {
        thaw = resolve;
      });
      return write();
    };
    void turn('frozen', way).then(
      () => thawed(),
      () => thawed(),
    );
  });
  let thawed = () => {};
  const isOver = new Promise<void>((resolve) => {
    thawed = resolve;
  });
  await isFrozen;
  await takeOver('next');
  await save('frozen', 2, 'green');
  expect(await turn('frozen', straight, 'next')).toBe('applied');
  thaw();
  await isOver;
  expect(colourOf('frozen')).toBe('green');
  expect(await hand.world().targetOf('frozen')).toMatchObject({ state: 'applied', appliedRevision: 3 });
  await takeOver('me');
});

it('begins no write once the turn is another’s, or a newer revision is wanted', async () => {
  await save('begun', null, 'blue');
  const due = await dueOf('begun', 'me');
  const claim = await deliveries.claim(due);
  if (!claim) throw new Error('nothing to claim');
  const item = {
    ...{ group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps' },
    namespace: 'default',
    name: 'begun',
    creates: true,
  };
  expect(await deliveries.begin(due.fence, claim, item)).toBe(true);
  await save('begun', 1, 'red');
  expect(await deliveries.begin(due.fence, claim, item)).toBe(false);
  const next = await deliveries.claim(await dueOf('begun', 'me'));
  expect(next?.doubts).toMatchObject([{ name: 'begun', isOpen: true, isLate: true }]);
  await takeOver('next');
  if (next) expect(await deliveries.begin(due.fence, next, item)).toBe(false);
  await takeOver('me');
  expect(await turn('begun')).toBe('applied');
});

it('takes away what was made and never answered, and what is made late of it', async () => {
  await save('orphan', null, 'blue');
  expect(await turn('orphan', answerLost)).toBe('waiting');
  await save('orphan', 1, null, true);
  const { way, arrive } = held();
  await turn('orphan', way).catch(() => undefined);
  expect(await turn('orphan')).toBe('waiting');
  expect(colourOf('orphan')).toBeUndefined();
  expect(await arrive()).toBe('refused');
  // an older create of it, which nobody could have fenced: nothing stands that it could be told by
  const labels = { 'portolan.dev/application': 'orphan', 'portolan.dev/hub': 'hub-1' };
  hand.member().objects.put('v1', 'configmaps', {
    metadata: { name: 'orphan', namespace: 'default', labels },
    data: { colour: 'blue' },
  });
  expect(await turn('orphan')).toBe('waiting');
  expect(colourOf('orphan')).toBeUndefined();
  await database.pool.query(`UPDATE application_write SET begun_at = now() - interval '2 hours'`);
  expect(await turn('orphan')).toBe('applied');
  expect((await database.pool.query('SELECT 1 FROM application_write WHERE open')).rows).toEqual([]);
});

it('lets a removal that arrives late remove nothing that is wanted again', async () => {
  await save('again', null, 'blue');
  await turn('again');
  await save('again', 1, null, true);
  const { way, arrive } = held();
  await turn('again', way);
  await save('again', 2, 'blue');
  expect(await turn('again')).toBe('applied');
  expect(await arrive()).toBe('refused');
  expect(colourOf('again')).toBe('blue');
});
