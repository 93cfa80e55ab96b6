import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { clusterFailureOf } from '~/server/kernel/failure';
import type { Json } from '~/server/kernel/json';
import type { Member } from '~/server/kube/member';
import { personWith } from '~/server/teams/testing/people';
import { type DeliveryWorld, HUB_ID, openDeliveryWorld } from './delivery-world';
import { newRevision } from './revisions';

const CONFIG = { group: '', version: 'v1', plural: 'configmaps' };
const NAMESPACES = { group: '', version: 'v1', plural: 'namespaces' };
const DEPLOYMENTS = { group: 'apps', version: 'v1', plural: 'deployments' };

/** What the engine room does with a member, simulated or real. */
export function deliveryContract(title: string, start: () => Promise<{ member: Member; stop(): Promise<void> }>): void {
  describe(title, async () => {
    const { database } = await testDatabase();
    let running: Awaited<ReturnType<typeof start>>;
    let world: DeliveryWorld;
    beforeAll(async () => {
      running = await start();
      world = await openDeliveryWorld(database, running.member);
    });
    afterAll(async () => {
      await world?.close();
      await running?.stop();
    });
    let count = 0;
    /** A name, and a namespace in the member, of the test's own. */
    const place = async () => {
      const name = `app-${Date.now().toString(36)}-${++count}`;
      await world.client.create(NAMESPACES, {}, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
      return name;
    };
    deliveringCases(() => world, place);
    driftCases(() => world, place);
  });
}

type World = () => DeliveryWorld;
type Place = () => Promise<string>;

const config = (namespace: string, name: string, data: Record<string, string>): Json => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data },
});
const deployment = (namespace: string, image = 'web:1', replicas = 2): Json => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace } },
  spec: {
    ...{ replicas, selector: { matchLabels: { app: 'web' } } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }] } },
  },
});
const dataOf = (world: DeliveryWorld, namespace: string, name: string) =>
  world.client
    .get(CONFIG, { namespace, name })
    .then((object) => object['data'])
    .catch((error: unknown) => {
      const failure = clusterFailureOf(error);
      if (failure?.kind === 'cluster-refused' && failure.status === 404) return undefined;
      throw error;
    });
const somebody = { fieldManager: 'kubectl-edit' };

function deliveringCases(world: World, place: Place): void {
  it('applies what is wanted, then what has changed, and takes away what is wanted no more', async () => {
    const name = await place();
    const { save, settled, client } = world();
    await save({ name, objects: [config(name, 'a', { colour: 'blue' }), config(name, 'b', {})] });
    expect(await settled(name, 1)).toMatchObject({ state: 'applied', appliedRevision: 1, problems: [] });
    const first = await client.get(CONFIG, { namespace: name, name: 'a' });
    expect(first.metadata.labels).toEqual({ 'portolan.dev/application': name, 'portolan.dev/hub': HUB_ID });
    expect(
      await world().applications.objects({ sight: 'all', teams: [] }, await world().idOf(name), 'here'),
    ).toHaveLength(2);
    await save({ name, base: 1, objects: [config(name, 'a', { colour: 'red' })] });
    await settled(name, 2);
    expect(await dataOf(world(), name, 'a')).toEqual({ colour: 'red' });
    expect(await dataOf(world(), name, 'b')).toBeUndefined();
    const entries = world().record.filter(({ target }) => target['application'] === name);
    expect(entries.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['federation.deliver', 'applied'],
      ['federation.deliver', 'applied'],
    ]);
  });

  it('takes away by uid: what stands there under the same name since is left alone', async () => {
    const name = await place();
    const { save, settled, client } = world();
    await save({ name, objects: [config(name, 'a', {}), config(name, 'b', {})] });
    await settled(name, 1);
    await client.delete(CONFIG, { namespace: name, name: 'b' });
    await client.create(CONFIG, { namespace: name }, config(name, 'b', { of: 'somebody' }));
    await save({ name, base: 1, objects: [config(name, 'a', {})] });
    await settled(name, 2);
    expect(await dataOf(world(), name, 'b')).toEqual({ of: 'somebody' });
  });

  it('leaves what is nobody’s and what is another’s as it is, unless it may adopt', async () => {
    const name = await place();
    const { save, settled, client, applications } = world();
    await client.create(CONFIG, { namespace: name }, config(name, 'a', { of: 'somebody', kept: 'yes' }));
    await save({ name, objects: [config(name, 'a', { of: 'us' })] });
    expect(await settled(name, 1)).toMatchObject({
      state: 'refused',
      problems: [{ code: 'exists', kind: 'ConfigMap', name: 'a' }],
    });
    expect(await dataOf(world(), name, 'a')).toEqual({ of: 'somebody', kept: 'yes' });
    const spec = { ...newRevision().spec, adopt: true };
    await save({ name, base: 1, spec, objects: [config(name, 'a', { of: 'us' })] });
    expect(await settled(name, 2)).toMatchObject({ state: 'applied' });
    expect(await dataOf(world(), name, 'a')).toEqual({ of: 'us', kept: 'yes' });
    const other = `${name}-other`;
    await save({ name: other, spec, objects: [config(name, 'a', { of: 'others' })] });
    expect(await settled(other, 1)).toMatchObject({ state: 'refused', problems: [{ code: 'foreign', said: name }] });
    expect(await dataOf(world(), name, 'a')).toEqual({ of: 'us', kept: 'yes' });
    await applications.remove(other, 1, { person: '', token: null, name: 'Ada' }).catch(() => undefined);
  });

  it('defines a kind and makes an object of it in one turn', async () => {
    const name = await place();
    const { save, settled } = world();
    const group = `g${count(name)}.example.org`;
    const schema = {
      type: 'object',
      properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
    };
    const definition = {
      ...{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
      metadata: { name: `boats.${group}` },
      spec: {
        ...{ group, scope: 'Namespaced', names: { plural: 'boats', singular: 'boat', kind: 'Boat' } },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
      },
    };
    const boat = {
      apiVersion: `${group}/v1`,
      kind: 'Boat',
      metadata: { name: 'b', namespace: name },
      spec: { size: 3 },
    };
    await save({ name, objects: [boat, definition] });
    expect(await settled(name, 1)).toMatchObject({ state: 'applied', problems: [] });
    expect(
      (await world().client.get({ group, version: 'v1', plural: 'boats' }, { namespace: name, name: 'b' }))['spec'],
    ).toEqual({ size: 3 });
  });

  it('stops where its author may not any more, and says of which kind the member has none', async () => {
    const name = await place();
    const { save, settled, rights } = world();
    const before = rights.now;
    rights.now = personWith('viewer').rights;
    await save({ name, objects: [config(name, 'a', {})] });
    expect(await settled(name, 1)).toMatchObject({ state: 'refused', problems: [{ code: 'rights' }] });
    rights.now = before;
    expect(await dataOf(world(), name, 'a')).toBeUndefined();
    const unknown = { apiVersion: 'nowhere.example.org/v1', kind: 'Ghost', metadata: { name: 'g', namespace: name } };
    const misplaced = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } };
    await save({ name, base: 1, objects: [config(name, 'a', { x: '1' }), unknown, misplaced] });
    const { problems } = await settled(name, 2);
    expect(problems.map(({ code, kind }) => `${code} ${kind}`).toSorted()).toEqual([
      'kind-missing Ghost',
      'refused Secret',
    ]);
    expect(await dataOf(world(), name, 'a')).toEqual({ x: '1' });
  });

  it('removes nothing when it is too much, until a person says so; withdraws all when asked to', async () => {
    const name = await place();
    const { save, settled, until, applications } = world();
    const all = Array.from({ length: 8 }, (_, at) => config(name, `c${at}`, { at: String(at) }));
    await save({ name, objects: all });
    await settled(name, 1);
    await save({ name, base: 1, objects: all.slice(0, 1) });
    expect(await settled(name, 2)).toMatchObject({ state: 'refused', problems: [{ code: 'too-much-removed' }] });
    expect(await dataOf(world(), name, 'c7')).toBeDefined();
    await save({ name, base: 2, objects: all.slice(0, 1), confirmsRemoval: true });
    await settled(name, 3);
    expect(await dataOf(world(), name, 'c7')).toBeUndefined();
    await applications.remove(name, 3, { ...newRevision().author, person: '00000000-0000-4000-8000-000000000001' });
    world().wake();
    await until(async () => expect(await applications.find({ sight: 'all', teams: [] }, name)).toBeUndefined());
    expect(await dataOf(world(), name, 'c0')).toBeUndefined();
  });

  it('lets objects stand as nobody’s where they are to be kept', async () => {
    const name = await place();
    const { save, settled, client } = world();
    const spec = { ...newRevision().spec, removal: 'keep' as const };
    await save({ name, spec, objects: [config(name, 'a', { x: '1' }), config(name, 'b', {})] });
    await settled(name, 1);
    await save({ name, spec, base: 1, objects: [config(name, 'b', {})] });
    await settled(name, 2);
    const kept = await client.get(CONFIG, { namespace: name, name: 'a' });
    expect([kept['data'], kept.metadata.labels ?? {}]).toEqual([{ x: '1' }, {}]);
  });
}

const count = (name: string) => name.replaceAll(/[^a-z0-9]/g, '');

function driftCases(world: World, place: Place): void {
  const opened = (name: string, paths: string[]) =>
    world().until(async () => {
      const open = await world().drift(name, 'open');
      expect(open.map(({ path }) => path).toSorted()).toEqual(paths);
      return open;
    });

  it('tells who changed a field, and ends it when they put it back', async () => {
    const name = await place();
    const { save, settled, client, until, targetOf, drift } = world();
    await save({ name, objects: [deployment(name)] });
    await settled(name, 1);
    await until(async () => expect(await targetOf(name)).toMatchObject({ wanted: 2, drifted: 0 }));
    const at = { namespace: name, name: 'web' };
    const image = (value: string) => ({
      spec: { template: { spec: { containers: [{ name: 'web', image: value }] } } },
    });
    await client.patch(DEPLOYMENTS, at, { kind: 'strategic', body: image('web:2') }, somebody);
    const [row] = await opened(name, ['spec.template.spec.containers[name=web].image']);
    expect(row).toMatchObject({
      manager: 'kubectl-edit',
      operation: 'Update',
      wanted: 'web:1',
      found: 'web:2',
      cluster: 'here',
    });
    expect(await targetOf(name)).toMatchObject({ drifted: 1 });
    await client.patch(DEPLOYMENTS, at, { kind: 'strategic', body: image('web:1') }, somebody);
    await opened(name, []);
    expect((await drift(name, 'ended')).map(({ ended }) => ended)).toEqual(['undone']);
  });

  it('puts back a field when asked to, and an object that was deleted', async () => {
    const name = await place();
    const { save, settled, client, drifts, drift, until } = world();
    await save({ name, objects: [config(name, 'a', { colour: 'blue' }), config(name, 'b', { x: '1' })] });
    await settled(name, 1);
    const at = { namespace: name, name: 'a' };
    await client.patch(CONFIG, at, { kind: 'merge', body: { data: { colour: 'red', more: 'theirs' } } }, somebody);
    await client.delete(CONFIG, { namespace: name, name: 'b' });
    const open = await opened(name, ['', 'data.colour']);
    await drifts.revert(open.map(({ id }) => id));
    world().wake();
    await opened(name, []);
    await until(async () => expect(await dataOf(world(), name, 'b')).toEqual({ x: '1' }));
    expect(await dataOf(world(), name, 'a')).toEqual({ colour: 'blue', more: 'theirs' });
    expect((await drift(name, 'ended')).map(({ ended }) => ended)).toEqual(['reverted', 'reverted']);
  });

  it('sees that a label of ours was taken away, and says of a Secret only that it differs', async () => {
    const name = await place();
    const { save, settled, client } = world();
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', namespace: name },
      stringData: { key: 'hunter2' },
    };
    await save({ name, objects: [config(name, 'a', {}), secret] });
    await settled(name, 1);
    const body = { metadata: { labels: { 'portolan.dev/application': null } } };
    await client.patch(CONFIG, { namespace: name, name: 'a' }, { kind: 'merge', body }, somebody);
    const secrets = { ...CONFIG, plural: 'secrets' };
    await client.patch(
      secrets,
      { namespace: name, name: 's' },
      { kind: 'merge', body: { data: { key: 'c3Rvcm15' } } },
      somebody,
    );
    const rows = await opened(name, ['data.key', 'metadata.labels["portolan.dev/application"]']);
    expect(JSON.stringify([rows, world().record])).not.toMatch(/hunter2|aHVudGVyMg|c3Rvcm15/);
  });

  it('is accepted by a revision that wants it so', async () => {
    const name = await place();
    const { save, settled, client, drift } = world();
    await save({ name, objects: [config(name, 'a', { colour: 'blue' })] });
    await settled(name, 1);
    await client.patch(
      CONFIG,
      { namespace: name, name: 'a' },
      { kind: 'merge', body: { data: { colour: 'red' } } },
      somebody,
    );
    await opened(name, ['data.colour']);
    await save({ name, base: 1, objects: [config(name, 'a', { colour: 'red' })] });
    await settled(name, 2);
    await opened(name, []);
    expect((await drift(name, 'ended')).map(({ ended }) => ended)).toEqual(['accepted']);
  });

  it('is not told where a rule says so, and again when the rule is gone', async () => {
    const name = await place();
    const { save, settled, client, drifts, drift } = world();
    await save({ name, objects: [config(name, 'a', { colour: 'blue', size: '1' })] });
    await settled(name, 1);
    const none = { cluster: null, kind: null, name: null, manager: null, reason: '', expiresAt: null };
    await client.patch(
      CONFIG,
      { namespace: name, name: 'a' },
      { kind: 'merge', body: { data: { colour: 'red' } } },
      somebody,
    );
    await opened(name, ['data.colour']);
    const id = await drifts.ignore({ ...none, application: name, path: 'data.colour' }, 'Ada');
    world().wake();
    await opened(name, []);
    expect((await drift(name, 'ended')).map(({ ended }) => ended)).toEqual(['ignored']);
    await client.patch(
      CONFIG,
      { namespace: name, name: 'a' },
      { kind: 'merge', body: { data: { size: '2' } } },
      somebody,
    );
    await opened(name, ['data.size']);
    await drifts.unignore(id);
    world().wake();
    await opened(name, ['data.colour', 'data.size']);
  });

  it('is put back by itself where that is wanted, and not for ever', async () => {
    const name = await place();
    const { save, settled, client, until, targetOf } = world();
    const spec = { ...newRevision().spec, drift: { do: 'revert' as const, afterMinutes: 0 } };
    await save({ name, spec, objects: [config(name, 'a', { colour: 'blue' })] });
    await settled(name, 1);
    const at = { namespace: name, name: 'a' };
    for (let time = 1; time <= 3; time++) {
      await client.patch(CONFIG, at, { kind: 'merge', body: { data: { colour: `red${time}` } } }, somebody);
      await until(async () => expect(await dataOf(world(), name, 'a')).toEqual({ colour: 'blue' }));
      await until(async () => expect((await world().drift(name, 'ended')).length).toBe(time));
    }
    await client.patch(CONFIG, at, { kind: 'merge', body: { data: { colour: 'red' } } }, somebody);
    await until(async () =>
      expect(await targetOf(name)).toMatchObject({ state: 'applied', problems: [{ code: 'contested' }] }),
    );
    expect(await dataOf(world(), name, 'a')).toEqual({ colour: 'red' });
  });
}
