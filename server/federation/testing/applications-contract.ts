import { expect, it } from 'vitest';
import { Scope } from '~/server/clusters/model/scope';
import { failureOf } from '~/server/kernel/failure';
import type { ClusterSight } from '~/server/teams/model/sight';
import { ApplicationListInput } from '../model/row';
import type { ApplicationStore, Viewer } from '../ports/applications';
import { configMap, newRevision, wantedTarget } from './revisions';

export type ApplicationsWorld = {
  store: ApplicationStore;
  /** Two clusters, `one` and `two`, by their ids, and a team's id. */
  one: string;
  two: string;
  team: string;
  /** What the engine does with a target: it is brought to what is wanted, or withdrawn. */
  deliver(application: string, cluster: string): Promise<void>;
};

const ALL: Viewer = { sight: 'all', teams: [] };
const failure = async (work: Promise<unknown>) =>
  failureOf(await work.then(() => undefined).catch((error: unknown) => error));

const seeing = (cluster: string, part: Partial<ClusterSight> & { id: string }): Viewer => ({
  sight: new Map([[cluster, { whole: false, namespaces: new Set<string>(), ...part }]]),
  teams: [],
});

const SCOPE = Scope.parse({});
const asking = (text: string) => ApplicationListInput.parse({ filter: { text } });

/** What every store of applications does, in memory or in PostgreSQL. */
export function applicationsContract(world: () => ApplicationsWorld): void {
  const statesOf = async (id: string) =>
    Object.fromEntries(
      (await world().store.targets(ALL, id)).map(({ cluster, state, revision }) => [cluster, `${state} ${revision}`]),
    );
  const found = async (name: string) => {
    const application = await world().store.find(ALL, name);
    if (!application) throw new Error(`${name} is not there`);
    return application;
  };

  it('keeps each saved whole as a revision, and what every cluster is brought to', async () => {
    const { store, one, two } = world();
    const first = newRevision({ targets: [wantedTarget(one, [configMap('a')]), wantedTarget(two, [configMap('a')])] });
    expect(await store.save(first)).toBe(1);
    const { id } = await found(first.name);
    expect(await statesOf(id)).toEqual({ one: 'waiting 1', two: 'waiting 1' });
    const second = { ...first, reason: 'one more', base: 1, targets: [wantedTarget(one, [configMap('b')])] };
    expect(await store.save(second)).toBe(2);
    expect(await statesOf(id)).toEqual({ one: 'waiting 2', two: 'withdrawing 2' });
    expect((await store.wanted(id)).map(({ cluster, objects }) => [cluster, objects.length])).toEqual([['one', 1]]);
    expect((await store.revisions(id)).map(({ number, reason }) => [number, reason])).toEqual([
      [2, 'one more'],
      [1, ''],
    ]);
    expect((await store.find(ALL, first.name, 1))?.revision.number).toBe(1);
    expect(await store.find(ALL, first.name)).toMatchObject({ newest: 2, revision: { number: 2, author: 'Ada' } });
  });

  it('keeps what is said of it beside its revisions, and shows it whole', async () => {
    const { store, one } = world();
    const first = newRevision({ targets: [wantedTarget(one, [configMap('a')])] });
    await store.save(first);
    const described = { application: { labels: { tier: 'web' }, annotations: {} } };
    await store.describe(first.name, 1, described);
    await store.save({ ...first, base: 1 });
    expect(await failure(store.describe(first.name, 1, {}))).toMatchObject({ kind: 'stale' });
    const [whole, ...others] = await store.whole(ALL, first.name);
    expect(whole?.kept).toMatchObject({ described, newest: 2, name: first.name });
    expect([whole?.targets.map(({ cluster }) => cluster), others]).toEqual([['one'], []]);
    await store.save({ ...first, base: 2, described: {} });
    expect((await found(first.name)).described).toEqual({});
    expect(await store.whole({ sight: new Map(), teams: [] }, first.name)).toEqual([]);
  });

  it('gives a revision to a cluster at once where nothing would have to be sent', async () => {
    const { store, one, two, deliver } = world();
    const targets = [wantedTarget(one, [configMap('a')]), wantedTarget(two, [configMap('a')])];
    const first = newRevision({ targets });
    await store.save(first);
    await deliver(first.name, 'one');
    await store.save({ ...first, base: 1 });
    const { id } = await found(first.name);
    expect(await statesOf(id)).toEqual({ one: 'applied 2', two: 'waiting 2' });
    await store.save({ ...first, base: 2, targets: [wantedTarget(one, [configMap('a', { colour: 'red' })])] });
    expect(await statesOf(id)).toMatchObject({ one: 'waiting 3' });
    // of the third nothing was begun there: what stands is what the fourth wants
    await store.save({ ...first, base: 3 });
    expect(await statesOf(id)).toMatchObject({ one: 'applied 4' });
  });

  it('refuses who began with an older revision, and a name that is taken', async () => {
    const { store } = world();
    const first = newRevision();
    await store.save(first);
    await store.save({ ...first, base: 1 });
    expect(await failure(store.save({ ...first, base: 1 }))).toMatchObject({ kind: 'stale' });
    expect(await failure(store.remove(first.name, 1, first.author))).toMatchObject({ kind: 'stale' });
    expect(await failure(store.save(first))).toMatchObject({ kind: 'conflict', detail: 'name-taken' });
    expect(await failure(store.save({ ...newRevision(), base: 1 }))).toMatchObject({ kind: 'not-found' });
    const race = await Promise.allSettled([store.save({ ...first, base: 2 }), store.save({ ...first, base: 2 })]);
    expect(race.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is gone when it was withdrawn from its last cluster, and can be saved again until then', async () => {
    const { store, one, two, deliver } = world();
    const first = newRevision({ targets: [wantedTarget(one, [configMap('a')]), wantedTarget(two, [configMap('a')])] });
    await store.save(first);
    await store.remove(first.name, 1, { ...first.author, name: 'Bob' });
    const removing = await found(first.name);
    expect(removing).toMatchObject({ isRemoving: true, newest: 2, revision: { author: 'Bob' } });
    expect(await statesOf(removing.id)).toEqual({ one: 'withdrawing 2', two: 'withdrawing 2' });
    await deliver(first.name, 'one');
    expect(await store.find(ALL, first.name)).toBeDefined();
    await store.save({ ...first, base: 2, targets: [wantedTarget(two, [configMap('a')])] });
    expect(await found(first.name)).toMatchObject({ isRemoving: false });
    await store.remove(first.name, 3, first.author);
    await deliver(first.name, 'two');
    expect(await store.find(ALL, first.name)).toBeUndefined();
    const nowhere = newRevision();
    await store.save(nowhere);
    await store.remove(nowhere.name, 1, nowhere.author);
    expect(await store.find(ALL, nowhere.name)).toBeUndefined();
  });

  it('is seen by its team, and by who sees a namespace of it in one of its clusters', async () => {
    const { store, one, two, team } = world();
    const targets = [wantedTarget(one, []), wantedTarget(two, [])];
    const { name } = newRevision();
    await store.save(newRevision({ name, team, namespaces: ['shop', ''], targets }));
    const { id } = await found(name);
    const sees = async (viewer: Viewer) => [
      (await store.find(viewer, name)) !== undefined,
      (await store.list(viewer, asking(name))).total === 1,
      (await store.targets(viewer, id)).map(({ cluster }) => cluster).join(),
    ];
    expect(await sees(ALL)).toEqual([true, true, 'one,two']);
    expect(await sees({ sight: new Map(), teams: [team] })).toEqual([true, true, '']);
    expect(await sees({ sight: new Map(), teams: [] })).toEqual([false, false, '']);
    expect(await sees(seeing('one', { id: one, namespaces: new Set(['shop']) }))).toEqual([true, true, 'one']);
    expect(await sees(seeing('one', { id: one, namespaces: 'all' }))).toEqual([true, true, 'one']);
    expect(await sees(seeing('two', { id: two, whole: true }))).toEqual([true, true, 'two']);
    expect(await sees(seeing('one', { id: one, namespaces: new Set(['bank']) }))).toEqual([false, false, 'one']);
  });

  it('tells which clusters in sight every application has, in a part of the fleet', async () => {
    const { store, one, two, deliver } = world();
    const { name } = newRevision();
    await store.save(
      newRevision({ name, namespaces: ['shop'], targets: [wantedTarget(one, []), wantedTarget(two, [])] }),
    );
    await deliver(name, 'two');
    const placed = async (viewer: Viewer, clusters: string[] = []) =>
      (await store.placed(viewer, { ...SCOPE, clusters }))
        .filter(({ application }) => application === name)
        .map(({ cluster, state }) => `${cluster} ${state}`);
    expect(await placed(ALL)).toEqual(['one waiting', 'two applied']);
    expect(await placed(ALL, ['two'])).toEqual(['two applied']);
    expect(await placed(seeing('one', { id: one, namespaces: new Set(['shop']) }))).toEqual(['one waiting']);
    expect(await placed({ sight: new Map(), teams: [] })).toEqual([]);
  });

  it('counts clusters by how far they are', async () => {
    const { store, one, two, team, deliver } = world();
    const targets = [wantedTarget(one, [configMap('a')]), wantedTarget(two, [configMap('a')])];
    const first = newRevision({ team, targets });
    await store.save(first);
    await deliver(first.name, 'one');
    const [row] = (await store.list(ALL, asking(first.name))).rows;
    expect(row).toMatchObject({ team: 'payments', revision: 1, clusters: 2, applied: 1, refused: 0, drifted: 0 });
  });
}
