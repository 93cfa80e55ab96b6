import type { Clock } from '~/server/kernel/clock';
import { clusterFailureOf } from '~/server/kernel/failure';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient, Watch } from '~/server/kube/member-client';
import type { MemberConnection } from '~/server/kube/member-connection';
import type { Topic } from '~/server/live/change';
import { judgeMember, judgeSilence } from '../core/derive-health';
import { type PlaceAnnotations, projectNode } from '../core/project-node';
import type { MemberFacts } from '../ports';
import type { HealthStore } from '../store/health';
import type { Fence, InventoryStore } from '../store/inventory';
import { type CollectionOptions, createCollection } from './collection';
import { WATCHED_KINDS } from './kinds';
import { readPodCounts } from './pod-counter';
import { servedVersion } from './served-version';
import { createTimers } from './timers';

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
  publish(topic: Topic, keys?: string[]): void;
  onTrouble(detail: string, error: unknown): void;
  probeEveryMs: number;
  podsEveryMs: number;
};

export type MemberWatch = {
  /** Resolves when every kind has been read once, or could not be. */
  settled: Promise<void>;
  stop(): Promise<void>;
};

const PODS_SETTLE_MS = 3000;
/** A member that does not settle is examined all the same, to say why. */
const EXAMINE_AFTER_MS = 10_000;

/** Everything the hub keeps current about one member while it holds the lease: objects, pod counts, health. */
export function watchMember(options: MemberWatchOptions): MemberWatch {
  const { fence, client, inventory, health, publish, onTrouble } = options;
  const stopped = new AbortController();
  const stopping = new Promise<void>((resolve) => stopped.signal.addEventListener('abort', () => resolve()));
  const placeOf: PlaceOf = new Map();
  const timers = createTimers(stopped.signal, (error) => onTrouble('a periodic task failed', error));
  let isSettled = false;
  const recountPods = timers.debounced(PODS_SETTLE_MS, () => countPods());

  const onChange = (topic: Topic, keys?: string[]) => {
    publish(topic, keys);
    if (!isSettled) return;
    if (topic === 'workloads' || topic === 'nodes') recountPods();
    if (topic === 'nodes' || topic === 'namespaces') observe();
  };
  const observe = timers.debounced(500, async () => {
    await inventory.observeCluster(fence);
    publish('clusters');
  });

  const collections = createCollections(options, onChange, placeOf);
  const watches: Watch[] = [];
  const watchInTurn = async () => {
    // one kind after the other, so that the first lists of a member share one connection
    for (const { collection, versions, without } of collections) {
      const resource = await servedVersion(client, versions, stopped.signal);
      if (!stopped.signal.aborted) watches.push(client.watch(resource, { without }, collection));
      await Promise.race([collection.told, stopping]);
    }
    isSettled = true;
  };

  const countPods = async () => {
    const { counts, byNode } = await readPodCounts(client, (node) => placeOf.get(node), stopped.signal);
    const everyNode = Object.fromEntries([...placeOf.keys()].map((node) => [node, byNode[node] ?? 0]));
    await inventory.replacePodCounts(fence, counts, everyNode);
    publish('pods');
  };

  const recordSync = async () => {
    const states = collections.map(({ collection }) => collection.sync);
    const complete = states.filter(({ complete }) => complete);
    const partial = states.filter(({ complete }) => !complete);
    if (complete.length > 0) await inventory.recordSync(fence, complete, true);
    if (partial.length > 0) await inventory.recordSync(fence, partial, false);
  };

  const examine = async () => {
    const facts = await options.probe().catch((error: unknown) => clusterFailureOf(error) ?? Promise.reject(error));
    // what the hub itself broke off says nothing of the member
    if (stopped.signal.aborted) return;
    const verdict =
      'kind' in facts
        ? judgeSilence(facts)
        : judgeMember(facts, options.expectedUid, await health.nodeTally(fence.clusterId), options.clock.now());
    const { changed } = await health.record(fence, verdict, 'kind' in facts ? undefined : facts);
    await recordSync();
    if (changed) publish('clusters');
  };

  const settled = watchInTurn();
  timers.once(EXAMINE_AFTER_MS, settled, async () => {
    // lists of other members come first: what a fleet lacks altogether is worth more than what it has being examined
    if (isSettled) await options.connection.reading.quiet(stopped.signal);
    if (stopped.signal.aborted) return;
    observe();
    timers.every(options.probeEveryMs, examine);
    timers.every(options.podsEveryMs, async () => recountPods());
  });

  return {
    settled,
    stop: async () => {
      stopped.abort();
      for (const watch of watches) watch.close();
      await Promise.all(collections.map(({ collection }) => collection.close()));
      await options.connection.close();
    },
  };
}

type PlaceOf = Map<string, { region: string | null; zone: string | null }>;

/** A collection for each kind; the places of nodes are kept, because pods are counted by zone. */
function createCollections(options: MemberWatchOptions, onChange: CollectionOptions['onChange'], placeOf: PlaceOf) {
  const { fence, inventory: store, onTrouble, places } = options;
  return WATCHED_KINDS.map((watched) => {
    const project = (object: KubeObject) => {
      if (watched.kind !== 'nodes') return watched.project(object, places);
      const node = projectNode(object, places);
      placeOf.set(node.name, { region: node.region, zone: node.zone });
      return node;
    };
    const collection = createCollection({ ...watched, fence, store, onTrouble, onChange, project });
    return { collection, versions: watched.versions, without: watched.without };
  });
}
