import { expect, it } from 'vitest';
import type { Json } from '~/server/kernel/json';
import { CONFIG, config, dataOf, type Place, somebody, type World } from './delivered-objects';
import { ALL } from './delivery-world';
import { newRevision } from './revisions';

const DEPLOYMENTS = { group: 'apps', version: 'v1', plural: 'deployments' };
const deployment = (namespace: string, image = 'web:1', replicas = 2): Json => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace } },
  spec: {
    ...{ replicas, selector: { matchLabels: { app: 'web' } } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }] } },
  },
});

/** What is seen of what others change in a member, and what becomes of it. */
export function driftCases(world: World, place: Place): void {
  const opened = (name: string, paths: string[]) =>
    world().until(async () => {
      const open = await world().drift(name, 'open');
      expect(open.map(({ path }) => path).toSorted()).toEqual(paths);
      return open;
    });

  it('tells who changed a field, and ends it when they put it back', async () => {
    const name = await place();
    const { save, settled, client, until, targetOf, drift, drifts } = world();
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
    const times = await drifts.times(ALL);
    expect(times.ended).toBeGreaterThan(0);
    expect(times.medianMs).toBeGreaterThan(0);
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
    await client.patch(CONFIG, at, { kind: 'merge', body: { data: { colour: 'blue' } } }, somebody);
    await until(async () => expect(await targetOf(name)).toMatchObject({ problems: [], drifted: 0 }));
  });
}
