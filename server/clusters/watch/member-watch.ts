import type { Clock } from '~/server/kernel/clock';
import { clusterFailureOf } from '~/server/kernel/failure';
import type { MemberClient } from '~/server/kube/member-client';
import type { MemberConnection } from '~/server/kube/member-connection';
import type { Topic } from '~/server/live/change';
import { judgeMember, judgeSilence } from '../core/derive-health';
import { type PlaceAnnotations, projectNode } from '../core/project-node';
import type { MemberFacts } from '../ports';
import type { HealthStore } from '../store/health';
import type { Fence, InventoryStore } from '../store/inventory';
import { type Collection, createCollection } from './collection';
import { WATCHED_KINDS } from './kinds';
import { readPodCounts } from './pod-counter';

export type MemberWatchOptions = {
  fence: Fence;
  expectedUid: string | null;
  client: MemberClient;
  connection: MemberConnection;
  probe(): Promise<MemberFacts>;
  inventory: InventoryStore;
  health: HealthStore;
  places: PlaceAnnotations;
  clock: Clock;
  publish(topic: Topic): void;
  onTrouble(detail: string, error: unknown): void;
  probeEveryMs: number;
  podsEveryMs: number;
};

export type MemberWatch = { stop(): Promise<void> };

const PODS_SETTLE_MS = 3000;

/** Everything the hub keeps current about one member while it holds the lease: objects, pod counts, health. */
export function watchMember(options: MemberWatchOptions): MemberWatch {
  const { fence, client, inventory, health, publish, onTrouble } = options;
  const stopped = new AbortController();
  const placeOf = new Map<string, { region: string | null; zone: string | null }>();
  const timers = createTimers(stopped.signal, (error) => onTrouble('a periodic task failed', error));
  const recountPods = timers.debounced(PODS_SETTLE_MS, () => countPods());

  const onChange = (topic: Topic) => {
    publish(topic);
    if (topic === 'workloads' || topic === 'nodes') recountPods();
    if (topic === 'nodes' || topic === 'namespaces') observe();
  };
  const observe = timers.debounced(500, async () => {
    await inventory.observeCluster(fence);
    publish('clusters');
  });

  const collections = WATCHED_KINDS.map((watched) =>
    createCollection({
      ...watched,
      fence,
      store: inventory,
      onTrouble,
      onChange,
      project: (object) => {
        if (watched.kind === 'nodes') {
          const node = projectNode(object, options.places);
          placeOf.set(node.name, { region: node.region, zone: node.zone });
          return node;
        }
        return watched.project(object, options.places);
      },
    }),
  );
  const watches = WATCHED_KINDS.map(({ resource }, index) =>
    client.watch(resource, {}, collections[index] as Collection),
  );

  const countPods = async () => {
    const { counts, byNode } = await readPodCounts(client, (node) => placeOf.get(node), stopped.signal);
    const everyNode = Object.fromEntries([...placeOf.keys()].map((node) => [node, byNode[node] ?? 0]));
    await inventory.replacePodCounts(fence, counts, everyNode);
    publish('pods');
  };

  const recordSync = async () => {
    const complete = collections.filter(({ sync }) => sync.complete).map(({ sync }) => sync);
    const partial = collections.filter(({ sync }) => !sync.complete).map(({ sync }) => sync);
    if (complete.length > 0) await inventory.recordSync(fence, complete, true);
    if (partial.length > 0) await inventory.recordSync(fence, partial, false);
  };

  const examine = async () => {
    const facts = await options.probe().catch((error: unknown) => clusterFailureOf(error) ?? Promise.reject(error));
    const verdict =
      'kind' in facts
        ? judgeSilence(facts)
        : judgeMember(facts, options.expectedUid, await health.nodeTally(fence.clusterId), options.clock.now());
    const { changed } = await health.record(fence, verdict, 'kind' in facts ? undefined : facts);
    await recordSync();
    if (changed) publish('clusters');
  };

  timers.every(options.probeEveryMs, examine);
  timers.every(options.podsEveryMs, async () => recountPods());

  return {
    stop: async () => {
      stopped.abort();
      for (const watch of watches) watch.close();
      await Promise.all(collections.map((collection) => collection.close()));
      await options.connection.close();
    },
  };
}

/** Tasks that repeat or wait until the watch stops; never two of the same at once. */
function createTimers(signal: AbortSignal, onError: (error: unknown) => void) {
  const running = new Set<NodeJS.Timeout>();
  signal.addEventListener('abort', () => {
    for (const timer of running) clearTimeout(timer);
    running.clear();
  });
  const later = (ms: number, work: () => void) => {
    if (signal.aborted) return;
    const timer = setTimeout(() => {
      running.delete(timer);
      work();
    }, ms);
    running.add(timer);
  };
  const guarded = async (task: () => Promise<void>) => {
    try {
      await task();
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
  };
  return {
    every(ms: number, task: () => Promise<void>) {
      const again = () => void guarded(task).then(() => later(ms * (0.9 + Math.random() * 0.2), again));
      again();
    },
    debounced(ms: number, task: () => Promise<void>) {
      let state: 'idle' | 'waiting' | 'running' | 'again' = 'idle';
      const start = () => {
        state = 'waiting';
        later(ms, async () => {
          state = 'running';
          await guarded(task);
          const asked = (state as string) === 'again';
          state = 'idle';
          if (asked) start();
        });
      };
      return () => {
        if (state === 'idle') start();
        if (state === 'running') state = 'again';
      };
    },
  };
}
