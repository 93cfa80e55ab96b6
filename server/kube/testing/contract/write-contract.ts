import { describe, expect, it } from 'vitest';

import { configMap, configMaps, deployment, deployments, nodes } from './samples';
import { failureOf, nameOf, type World } from './world';

/** Every way to change an object, and what refuses it. */
export function writeContract(world: World): void {
  describe('a write', () => {
    const at = (name: string) => ({ namespace: world.namespace, name });

    it('applies, names the manager of a conflict, and takes over by force', async () => {
      const apply = (k: string, fieldManager: string, force = false) =>
        world.client.apply(configMaps, at('one'), configMap('one', { k }), { fieldManager, force });
      await apply('1', 'first');
      const conflict = await failureOf(apply('2', 'second'));
      expect(conflict).toMatchObject({
        kind: 'cluster-refused',
        status: 409,
        reason: 'Conflict',
        causes: [{ reason: 'FieldManagerConflict', field: '.data.k' }],
      });
      expect(JSON.stringify(conflict)).toContain('first');
      expect(await apply('2', 'second', true)).toMatchObject({ data: { k: '2' } });
    });

    it('patches by JSON Patch only when its test holds', async () => {
      await world.make('one', { k: '1' });
      const patch = (value: string) =>
        world.client.patch(configMaps, at('one'), {
          kind: 'json',
          operations: [
            { op: 'test', path: '/data/k', value },
            { op: 'replace', path: '/data/k', value: '2' },
          ],
        });
      expect(await patch('1')).toMatchObject({ data: { k: '2' } });
      expect(await failureOf(patch('1'))).toMatchObject({ status: 422, reason: 'Invalid' });
    });

    it('merges, and removes by null', async () => {
      await world.make('one', { a: '1', b: '2' });
      const merged = await world.client.patch(configMaps, at('one'), {
        kind: 'merge',
        body: { data: { a: null, c: '3' } },
      });
      expect(merged).toHaveProperty('data', { b: '2', c: '3' });
    });

    it('merges lists by their key where the kind says so', async () => {
      await world.client.create(deployments, { namespace: world.namespace }, deployment('web', { a: 'a:1', b: 'b:1' }));
      const containers = [{ name: 'b', image: 'b:2' }];
      const body = { spec: { template: { spec: { containers } } } };
      const merged = await world.client.patch(deployments, at('web'), { kind: 'strategic', body });
      const { spec } = merged as unknown as ReturnType<typeof deployment>;
      expect(spec.template.spec.containers.map(({ image }) => image).toSorted()).toEqual(['a:1', 'b:2']);
    });

    it('is refused when it was made from an older version', async () => {
      const old = await world.make('one');
      await world.client.patch(configMaps, at('one'), { kind: 'merge', body: { data: { k: 'v' } } });
      expect(await failureOf(world.client.update(configMaps, at('one'), old))).toMatchObject({
        status: 409,
        reason: 'Conflict',
      });
    });

    it('deletes only the object that was meant', async () => {
      const { metadata } = await world.make('one');
      expect(await failureOf(world.client.delete(configMaps, at('one'), { uid: 'another' }))).toMatchObject({
        status: 409,
        reason: 'Conflict',
      });
      await world.client.delete(configMaps, at('one'), { uid: metadata.uid ?? '' });
      expect(await failureOf(world.client.get(configMaps, at('one')))).toMatchObject({
        status: 404,
        reason: 'NotFound',
        detail: 'configmaps "one" not found',
      });
    });

    it('leaves nothing behind on a dry run', async () => {
      expect(
        nameOf(
          await world.client.create(configMaps, { namespace: world.namespace }, configMap('one'), { dryRun: true }),
        ),
      ).toBe('one');
      expect(await failureOf(world.client.get(configMaps, at('one')))).toMatchObject({ status: 404 });
    });

    it('writes status through its own door only', async () => {
      const name = `${world.namespace}-node`;
      await world.client.create(nodes, {}, { apiVersion: 'v1', kind: 'Node', metadata: { name } });
      const body = { spec: { podCIDR: '10.9.0.0/24' }, status: { nodeInfo: { kubeletVersion: 'v1.99.0' } } };
      await world.client.patch(
        nodes,
        { name, subresource: 'status' },
        { kind: 'merge', body: { status: body.status } },
      );
      await world.client.patch(
        nodes,
        { name },
        { kind: 'merge', body: { status: { nodeInfo: { kubeletVersion: 'v0' } } } },
      );
      expect(await world.client.get(nodes, { name })).toMatchObject({
        status: { nodeInfo: { kubeletVersion: 'v1.99.0' } },
      });
      await world.client.delete(nodes, { name });
    });

    it('scales through the scale subresource', async () => {
      await world.client.create(deployments, { namespace: world.namespace }, deployment('web'));
      const scale = { ...at('web'), subresource: 'scale' };
      expect(await world.client.get(deployments, scale)).toMatchObject({ kind: 'Scale', spec: {} });
      await world.client.patch(deployments, scale, { kind: 'merge', body: { spec: { replicas: 2 } } });
      expect(await world.client.get(deployments, at('web'))).toMatchObject({ spec: { replicas: 2 } });
    });
  });
}
