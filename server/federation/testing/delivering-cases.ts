import { expect, it } from 'vitest';
import { personWith } from '~/server/teams/testing/people';
import { CONFIG, config, dataOf, type Place, type World } from './delivered-objects';
import { HUB_ID } from './delivery-world';
import { newRevision } from './revisions';

/** What is sent to a member, and what is never touched in it. */
export function deliveringCases(world: World, place: Place): void {
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

  it('stops where its author may not any more, goes on when they may again, and says of which kind the member has none', async () => {
    const name = await place();
    const { save, settled, rights, tellRights, targetOf, until } = world();
    const before = rights.now;
    rights.now = personWith('viewer').rights;
    await save({ name, objects: [config(name, 'a', {})] });
    expect(await settled(name, 1)).toMatchObject({ state: 'refused', problems: [{ code: 'rights' }] });
    expect(await dataOf(world(), name, 'a')).toBeUndefined();
    rights.now = before;
    tellRights();
    await until(async () => expect(await targetOf(name)).toMatchObject({ state: 'applied', problems: [] }));
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
