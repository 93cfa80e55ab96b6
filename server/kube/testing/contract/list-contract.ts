import { describe, expect, it } from 'vitest';
import type { KubeObject } from '~/server/kube/member';
import { configMap, configMaps, secret, secrets } from './samples';
import { nameOf, type World } from './world';

/** Paging, selection and the other forms of a list. */
export function listContract(world: World): void {
  describe('a list', () => {
    /** Without the map that newer servers put into each namespace. */
    const own = (objects: KubeObject[]) => objects.map(nameOf).filter((name) => name !== 'kube-root-ca.crt');

    it('comes page by page, each object once, all of one version', async () => {
      for (let index = 0; index < 7; index++) await world.make(`c${index}`, {}, { page: 'yes' });
      const found: KubeObject[][] = [];
      const versions = new Set<string>();
      for await (const page of world.client.pages(configMaps, {
        namespace: world.namespace,
        labelSelector: 'page=yes',
        limit: 3,
      })) {
        found.push(page.items);
        versions.add(page.resourceVersion);
      }
      expect(found.map((page) => page.map(nameOf))).toEqual([['c0', 'c1', 'c2'], ['c3', 'c4', 'c5'], ['c6']]);
      expect(versions.size).toBe(1);
    });

    it('says how many remain when nothing is selected', async () => {
      for (let index = 0; index < 4; index++) await world.make(`c${index}`);
      const { remainingItemCount = 0, continue: next } = await world.client.list(configMaps, {
        namespace: world.namespace,
        limit: 1,
      });
      expect(remainingItemCount).toBeGreaterThanOrEqual(3);
      expect(next).toBeTruthy();
    });

    it.each([
      ['app=a', ['one', 'two']],
      ['app!=a', ['three']],
      ['app in (a,b),tier', ['two']],
      ['!tier', ['one', 'three']],
    ])('is selected by labels with %s', async (labelSelector, names) => {
      await world.make('one', {}, { app: 'a' });
      await world.make('two', {}, { app: 'a', tier: 'x' });
      await world.make('three', {}, { app: 'b' });
      expect(
        own((await world.client.list(configMaps, { namespace: world.namespace, labelSelector })).items).toSorted(),
      ).toEqual(names.toSorted());
    });

    it('is selected by name', async () => {
      await world.make('one');
      await world.make('two');
      expect(
        (
          await world.client.list(configMaps, { namespace: world.namespace, fieldSelector: 'metadata.name=two' })
        ).items.map(nameOf),
      ).toEqual(['two']);
    });

    it('may leave out what nobody reads', async () => {
      await world.client.apply(configMaps, { namespace: world.namespace, name: 'one' }, configMap('one', { k: 'v' }), {
        fieldManager: 'contract',
      });
      const query = { namespace: world.namespace, fieldSelector: 'metadata.name=one' };
      const [whole] = (await world.client.list(configMaps, query)).items;
      const [less] = (await world.client.list(configMaps, { ...query, without: ['metadata.managedFields'] })).items;
      const { managedFields, ...metadata } = whole?.metadata ?? { name: '' };
      expect(managedFields).toBeDefined();
      expect(less).toEqual({ ...whole, metadata });
    });

    it('comes as metadata only, and as a table', async () => {
      await world.make('one', { k: 'v' });
      const query = { namespace: world.namespace, fieldSelector: 'metadata.name=one' };
      const { items } = await world.client.list(configMaps, { ...query, as: 'metadata' });
      expect(items.map(nameOf)).toEqual(['one']);
      expect(items[0]).not.toHaveProperty('data');
      const { table } = await world.client.list(configMaps, { ...query, as: 'table' });
      expect(table?.columns.map(({ name }) => name)).toEqual(['Name', 'Data', 'Age']);
      expect(table?.rows.map(({ cells, object }) => [cells[0], cells[1], nameOf(object)])).toEqual([['one', 1, 'one']]);
    });

    it('begins again, once, when its continuation has expired', async () => {
      const make = (name: string) =>
        world.client.create(secrets, { namespace: world.namespace }, secret(name, { aged: 'yes' }));
      for (const name of ['a', 'b', 'c']) await make(name);
      const found: string[] = [];
      const query = { namespace: world.namespace, labelSelector: 'aged=yes', limit: 1 };
      for await (const { items } of world.client.pages(secrets, query)) {
        found.push(...items.map(nameOf));
        if (found.length === 1) {
          await make('d');
          await world.target.compact();
        }
      }
      expect(found).toEqual(['a', 'a', 'b', 'c', 'd']);
    });
  });
}
