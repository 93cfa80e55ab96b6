import { describe, expect, it } from 'vitest';
import { configMap, configMaps, deployment, deployments } from '~/server/kube/testing/contract/samples';
import { compareObject } from '../../compare-object';
import { listKinds } from '../../list-kinds';
import { listObjects } from '../../list-objects';
import type { ComparedCluster } from '../../model/comparison';
import { readObject } from '../../read-object';
import { readSchema } from '../../read-schema';
import { type Place, REQUEST } from '../objects-world';

const { actor } = REQUEST;
const secrets = { group: '', version: 'v1', plural: 'secrets' };

export function readContract(place: Place): void {
  const at = () => ({ namespace: place.namespace });

  describe('reading', () => {
    it('names every kind that can be listed, once', async () => {
      const { kinds, gaps } = await listKinds(place.world.deps, actor, 'here');
      const names = kinds.map(({ plural, group }) => `${plural}.${group}`);
      expect(names).toEqual(
        expect.arrayContaining(['pods.', 'deployments.apps', 'customresourcedefinitions.apiextensions.k8s.io']),
      );
      expect(new Set(names).size).toBe(names.length);
      expect(gaps).toEqual([]);
    });

    it("lists in the member's own columns, page by page", async () => {
      for (const name of ['a', 'b', 'c'])
        await place.world.client.create(configMaps, at(), configMap(name, { k: 'v' }));
      const ask = { cluster: 'here', kind: configMaps, ...at(), limit: 2 };
      const first = await listObjects(place.world.deps, actor, ask);
      const names = first.rows.map(({ name }) => name).filter((name) => name.length === 1);
      expect(first.columns.map(({ name }) => name)).toEqual(['Name', 'Data', 'Age']);
      expect(first.rows).toHaveLength(2);
      const rest = await listObjects(place.world.deps, actor, { ...ask, continue: first.continue ?? '' });
      const all = [...names, ...rest.rows.map(({ name }) => name).filter((name) => name.length === 1)];
      expect(all).toEqual(['a', 'b', 'c']);
      expect(rest.rows.find(({ name }) => name === 'c')?.cells.slice(0, 2)).toEqual(['c', 1]);
    });

    it('shows an object with its owners of fields and what belongs beside it', async () => {
      await place.world.client.create(deployments, at(), deployment('web'), { fieldManager: 'tester' });
      const view = await readObject(place.world.deps, actor, { cluster: 'here', ...deployments, ...at(), name: 'web' });
      expect(view.kind).toMatchObject({ kind: 'Deployment', namespaced: true });
      expect(view.yaml).toContain('image: a:1');
      expect(view.yaml).not.toContain('managedFields');
      expect(view.images).toEqual([{ container: 'app', image: 'a:1' }]);
      expect(view.replicas).toMatchObject({ desired: 0 });
      expect(view.judged).toMatchObject({ status: 'suspended', reason: 'ScaledToZero' });
      const image = view.fields.find(({ path }) => path === 'spec.template.spec.containers[name=app].image');
      expect(image).toMatchObject({ manager: 'tester', operation: 'Update' });
      expect(view.related.map(({ title }) => title)).toEqual(['pods', 'replicaSets', 'events']);
      expect(view.related[0]).toMatchObject({ labelSelector: 'app=web', namespace: place.namespace });
    });

    it('shows nothing of a Secret but its metadata', async () => {
      const data = { password: Buffer.from('hunter2').toString('base64') };
      const copy = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(data) };
      const metadata = { name: 'login', annotations: { ...copy, plain: 'yes' } };
      await place.world.client.create(secrets, at(), { apiVersion: 'v1', kind: 'Secret', metadata, data });
      const view = await readObject(place.world.deps, actor, { cluster: 'here', ...secrets, ...at(), name: 'login' });
      const listed = await listObjects(place.world.deps, actor, {
        cluster: 'here',
        kind: secrets,
        ...at(),
        limit: 100,
      });
      expect(view).toMatchObject({ whole: false });
      expect(view.yaml).toContain('plain');
      expect(JSON.stringify([view, listed])).not.toContain(data.password);
      await expect(
        readObject(place.world.deps, actor, { cluster: 'here', ...secrets, ...at(), name: 'none' }),
      ).rejects.toMatchObject({ failure: { kind: 'not-found' } });
    });

    it("takes a kind's schema from the member, with its fields described", async () => {
      const schema = await readSchema(place.world.deps, actor, 'here', deployments);
      const spec = schema?.definitions[schema.root]?.properties?.['spec'];
      const inside = schema?.definitions[spec?.ref ?? ''];
      expect(inside?.properties?.['replicas']).toMatchObject({ type: 'integer' });
      expect(inside?.required).toContain('selector');
    });

    it('compares one object over members, and names those without it and those that are silent', async () => {
      await place.world.client.create(configMaps, at(), configMap('shared', { a: '1' }));
      const clusters = ['away', 'here', 'unknown'];
      const compared = new Map<string, ComparedCluster>();
      await compareObject(place.world.deps, actor, { ...configMaps, ...at(), name: 'shared', clusters }, (one) =>
        compared.set(one.cluster, one),
      );
      expect(clusters.map((cluster) => compared.get(cluster))).toMatchObject([
        { answer: 'failed', reason: 'timeout' },
        { answer: 'found', group: 0, differences: [] },
        { answer: 'absent' },
      ]);
    });
  });
}
