import { describe, expect, it, vi } from 'vitest';
import { nodes, pod, pods } from '~/server/kube/testing/contract/samples';
import { drainNode, previewDrain } from '../../drain-node';
import { DrainOptions } from '../../model/drain';
import { type Place, REQUEST } from '../objects-world';

const daemonSets = { group: 'apps', version: 'v1', plural: 'daemonsets' };

const daemonSet = {
  ...{ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent' } },
  spec: {
    // the controller must leave our own pod alone, which bears no revision of it
    updateStrategy: { type: 'OnDelete' },
    selector: { matchLabels: { app: 'agent' } },
    template: { metadata: { labels: { app: 'agent' } }, spec: { containers: [{ name: 'app', image: 'a:1' }] } },
  },
};

export function drainContract(place: Place): void {
  const at = () => ({ namespace: place.namespace });

  describe('draining a node', () => {
    it('says first what stands in the way, then evicts the rest and leaves the node cordoned', async () => {
      const name = `drained-${place.namespace}`;
      const { client, deps, drains } = place.world;
      await client.create(nodes, {}, { apiVersion: 'v1', kind: 'Node', metadata: { name } });
      // a new namespace gets its service account a moment later
      await vi.waitFor(() => client.create(pods, at(), pod('alone', name)), { timeout: 20_000, interval: 200 });
      const { metadata } = await client.create(daemonSets, at(), daemonSet);
      const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: metadata.uid, controller: true };
      await client.create(pods, at(), pod('daemon', name, { ownerReferences: [owner] }, { app: 'agent' }));
      const node = { cluster: 'here', name };
      const cautious = DrainOptions.parse({});
      const plan = await previewDrain(deps, REQUEST.actor, { node, options: cautious });
      expect(plan).toMatchObject({
        evicted: [],
        blocked: [{ name: 'alone', why: 'unmanaged' }],
        stays: expect.arrayContaining([{ namespace: place.namespace, name: 'daemon', why: 'daemonSet' }]),
      });
      await expect(drainNode(deps, REQUEST, { node, options: cautious, reason: '' })).rejects.toMatchObject({
        failure: { kind: 'conflict' },
      });

      const id = await drainNode(deps, REQUEST, { node, options: DrainOptions.parse({ unmanaged: true }), reason: '' });
      await expect
        .poll(() => drains.all.find((drain) => drain.id === id), { timeout: 20_000 })
        .toMatchObject({
          state: 'done',
          total: 1,
          pods: [{ name: 'alone', state: 'gone' }],
        });
      expect(await client.get(nodes, { name })).toMatchObject({ spec: { unschedulable: true } });
      expect(place.world.troubles).toEqual([]);
      await client.delete(nodes, { name });
    });
  });
}
