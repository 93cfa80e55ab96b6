import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { json, text } from '~/server/kernel/json';
import type { Member } from '~/server/kube/member';
import { deployments, nodes, pods } from '~/server/kube/testing/contract/samples';
import { ADA } from '~/server/teams/testing/people';
import { drainNode, previewDrain } from '../drain-node';
import { type Drain, DrainOptions } from '../model/drain';
import { speakFor } from '../speak-for';
import { openObjectsWorld, REQUEST } from './objects-world';

const WAIT = { timeout: 30_000, interval: 200 };
const app = { app: 'web' };
const web = {
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } },
  spec: {
    replicas: 3,
    selector: { matchLabels: app },
    template: {
      metadata: { labels: app },
      spec: { terminationGracePeriodSeconds: 1, containers: [{ name: 'app', image: 'shop:1' }] },
    },
  },
};

/** What must hold of a drain where pods really run and their budget is kept; `version` is that of its budgets. */
export function runningDrain(
  what: string,
  version: 'v1' | 'v1beta1',
  start: () => Promise<{ member: Member; stop(): Promise<void> }>,
): void {
  describe(what, () => {
    let world: Awaited<ReturnType<typeof openObjectsWorld>>;
    let stop = async () => {};
    const namespace = `drain-${Date.now().toString(36)}`;
    const budgets = { group: 'policy', version, plural: 'poddisruptionbudgets' };
    beforeAll(async () => {
      const started = await start();
      stop = started.stop;
      world = await openObjectsWorld(started.member);
    });
    afterAll(async () => {
      await world.client.delete({ group: '', version: 'v1', plural: 'namespaces' }, { name: namespace });
      await world.close();
      await stop();
    });

    const readyCount = async () => (await world.client.get(deployments, { name: 'web', namespace }))['status'];
    const allow = async (minAvailable: number) =>
      world.client.patch(budgets, { name: 'web', namespace }, { kind: 'merge', body: { spec: { minAvailable } } });
    const uncordon = async (name: string) =>
      world.client.patch(nodes, { name }, { kind: 'merge', body: { spec: { unschedulable: null } } });
    const budget = async () => world.client.get(budgets, { name: 'web', namespace });
    const nodesOfPods = async () => {
      const { items } = await world.client.list(pods, { namespace, labelSelector: 'app=web' });
      return items.map(({ spec }) => text(json(spec)['nodeName']));
    };

    /** Three pods that run, none of which may go. */
    async function runWeb(): Promise<void> {
      const space = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
      await world.client.create({ group: '', version: 'v1', plural: 'namespaces' }, {}, space);
      const spec = { minAvailable: 3, selector: { matchLabels: app } };
      const kept = { apiVersion: `policy/${version}`, kind: 'PodDisruptionBudget', metadata: { name: 'web' }, spec };
      await world.client.create(budgets, { namespace }, kept);
      await world.client.create(deployments, { namespace }, web);
      await vi.waitFor(async () => expect(await readyCount()).toMatchObject({ readyReplicas: 3 }), WAIT);
      const settled = { status: { currentHealthy: 3, disruptionsAllowed: 0 } };
      await vi.waitFor(async () => expect(await budget()).toMatchObject(settled), WAIT);
    }

    it('waits for a budget, and goes on when it opens', async () => {
      await runWeb();
      const node = { cluster: 'here', name: (await nodesOfPods())[0] ?? '' };
      const options = DrainOptions.parse({ unmanaged: true, emptyDir: true });
      const plan = await previewDrain(world.deps, REQUEST.actor, { node, options });
      expect(plan.budgets).toEqual([{ namespace, name: 'web', allowed: 0, pods: expect.any(Number) }]);

      const told: Drain[] = [];
      const changed = () => told.push(...structuredClone(world.drains.all.slice(-1)));
      const id = await drainNode({ ...world.deps, changed }, REQUEST, { node, options, reason: '' });
      const drain = () => world.drains.all.find((one) => one.id === id);
      const own = (one?: Drain) => one?.pods.filter((pod) => pod.namespace === namespace) ?? [];
      const waits = { state: 'waiting', said: expect.stringContaining('violate the pod') };
      await vi.waitFor(() => expect(own(drain())).toContainEqual(expect.objectContaining(waits)), WAIT);
      expect(own(drain()).map(({ state }) => state)).not.toContain('gone');
      expect(await world.client.get(nodes, { name: node.name })).toMatchObject({ spec: { unschedulable: true } });
      expect(await readyCount()).toMatchObject({ readyReplicas: 3 });

      await allow(2);
      await vi.waitFor(() => expect(drain()).toMatchObject({ state: 'done', said: '' }), WAIT);
      const [name] = own(drain()).map((pod) => pod.name);
      const seen = told.flatMap((one) =>
        own(one)
          .filter((pod) => pod.name === name)
          .map(({ state }) => state),
      );
      expect([...new Set(seen)]).toEqual(['waiting', 'evicted', 'gone']);
      expect(drain()).toMatchObject({ total: plan.evicted.length });
      await vi.waitFor(async () => expect(await readyCount()).toMatchObject({ readyReplicas: 3 }), WAIT);
      expect(await nodesOfPods()).not.toContain(node.name);
      expect(world.troubles).toEqual([]);
      await uncordon(node.name);
    });

    it('stops before the next eviction when who began it may no longer', async () => {
      await allow(3);
      await vi.waitFor(async () => expect(await budget()).toMatchObject({ status: { disruptionsAllowed: 0 } }), WAIT);
      const hub = { knows: true };
      const standing = { now: async () => (hub.knows ? ADA : undefined) };
      const clientFor = speakFor({
        ...{ open: async () => world.client, sights: { of: async () => 'all' }, standing },
        inPerson: async () => undefined,
      });
      const request = { ...REQUEST, actor: { ...ADA, action: 'objects.drain' as const } };
      const node = { cluster: 'here', name: (await nodesOfPods())[0] ?? '' };
      const options = DrainOptions.parse({ unmanaged: true, emptyDir: true });
      const id = await drainNode({ ...world.deps, clientFor }, request, { node, options, reason: '' });
      const drain = () => world.drains.all.find((one) => one.id === id);
      await vi.waitFor(() => expect(drain()?.pods).toContainEqual(expect.objectContaining({ state: 'waiting' })), WAIT);
      hub.knows = false;
      await allow(0);
      await vi.waitFor(() => expect(drain()).toMatchObject({ state: 'failed', said: 'rights' }), WAIT);
      expect(await nodesOfPods()).toContain(node.name);
      expect(world.troubles).toEqual([]);
      await uncordon(node.name);
    });
  });
}
