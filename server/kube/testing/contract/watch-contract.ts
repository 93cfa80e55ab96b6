import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { KubeObject } from '~/server/kube/member';
import type { Watch, WatchQuery, WatchState } from '~/server/kube/member-client';
import type { ConnectionOptions } from '~/server/kube/member-connection';
import { configMaps, secret, secrets } from './samples';
import { HUB, nameOf, type World } from './world';

/** What is told, in which order, and from which version. */
export function watchContract(world: World): void {
  describe('a watch', () => {
    const watches: Watch[] = [];
    afterEach(() => {
      for (const watch of watches.splice(0)) watch.close();
    });

    const observe = (query: WatchQuery, options: Partial<ConnectionOptions> = {}) => {
      const told: string[] = [];
      const states: WatchState['kind'][] = [];
      const watching = createMemberClient(world.connect(world.target.admin, options), HUB);
      const watch = watching.watch(
        configMaps,
        { namespace: world.namespace, labelSelector: 'watched', ...query },
        {
          reset: () => void told.push('reset'),
          page: (items) => void told.push(...items.map((item) => `page ${nameOf(item)}`)),
          synced: () => void told.push('synced'),
          changed: (events) => void told.push(...events.map(({ type, object }) => `${type} ${nameOf(object)}`)),
          state: ({ kind }) => void states.push(kind),
        },
      );
      watches.push(watch);
      return { told, states, isLive: () => vi.waitFor(() => expect(states.at(-1)).toBe('live')) };
    };

    it('tells what is there, and then what is added, modified and deleted', async () => {
      await world.make('one', {}, { watched: '' });
      const { told, isLive } = observe({});
      await isLive();
      await world.make('two', {}, { watched: '' });
      await world.client.patch(
        configMaps,
        { namespace: world.namespace, name: 'two' },
        { kind: 'merge', body: { data: { k: 'v' } } },
      );
      await world.client.delete(configMaps, { namespace: world.namespace, name: 'one' });
      await vi.waitFor(() =>
        expect(told).toEqual(['reset', 'page one', 'synced', 'ADDED two', 'MODIFIED two', 'DELETED one']),
      );
    });

    it('tells of objects that enter and leave its selection', async () => {
      await world.make('one');
      const { told, isLive } = observe({});
      await isLive();
      const label = (watched: string | null) =>
        world.client.patch(
          configMaps,
          { namespace: world.namespace, name: 'one' },
          { kind: 'merge', body: { metadata: { labels: { watched } } } },
        );
      await label('');
      await label(null);
      await vi.waitFor(() => expect(told).toEqual(['reset', 'synced', 'ADDED one', 'DELETED one']));
    });

    it('goes on where it was when it has to be taken up anew, without another list', async () => {
      const { told, isLive } = observe({}, { watchIdleMs: 1_100 });
      await isLive();
      for (const name of ['one', 'two', 'three']) {
        await world.make(name, {}, { watched: '' });
        await vi.waitFor(() => expect(told.at(-1)).toBe(`ADDED ${name}`));
        await new Promise((resolve) => setTimeout(resolve, 1_300));
      }
      expect(told).toEqual(['reset', 'synced', 'ADDED one', 'ADDED two', 'ADDED three']);
    });

    it('may be of metadata only, so that no Secret is read for its name', async () => {
      const seen: KubeObject[] = [];
      const states: WatchState['kind'][] = [];
      const query: WatchQuery = { namespace: world.namespace, labelSelector: 'watched', as: 'metadata' };
      const make = (name: string) =>
        world.client.create(
          secrets,
          { namespace: world.namespace },
          { ...secret(name, { watched: '' }), stringData: { password: 'hunter2' } },
        );
      await make('one');
      const watch = world.client.watch(secrets, query, {
        reset: () => undefined,
        page: (items) => void seen.push(...items),
        synced: () => undefined,
        changed: (events) => void seen.push(...events.map(({ object }) => object)),
        state: ({ kind }) => void states.push(kind),
      });
      watches.push(watch);
      await vi.waitFor(() => expect(states.at(-1)).toBe('live'));
      await make('two');
      await vi.waitFor(() => expect(seen.map(nameOf)).toEqual(['one', 'two']));
      expect(seen.some((object) => 'data' in object)).toBe(false);
    });

    it('is told 410 when its version is compacted', async () => {
      const { resourceVersion } = await world.client.list(secrets, { namespace: world.namespace });
      for (const name of ['a', 'b']) await world.client.create(secrets, { namespace: world.namespace }, secret(name));
      await world.target.compact();
      const path = `/api/v1/namespaces/${world.namespace}/secrets?watch=1&timeoutSeconds=2`;
      const { status, body } = await world.client.raw(`${path}&resourceVersion=${resourceVersion}`);
      const said = status === 410 ? JSON.parse(body) : JSON.parse(body.split('\n')[0] ?? '').object;
      expect(said).toMatchObject({ kind: 'Status', code: 410, reason: 'Expired' });
    });
  });
}
