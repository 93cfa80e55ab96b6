import { createTimers } from '~/server/clusters/watch/timers';
import { clusterFailureOf, isRefusedWith } from '~/server/kernel/failure';
import { inParallel } from '~/server/kernel/in-parallel';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import { keyTextOf } from '../core/object-key';
import { placeOf } from '../delivery';
import { APPLICATION_LABEL, type ObjectKey } from '../model/inventory';
import type { ActiveRule, Delivered, ObservedStore, WatchedMember } from '../ports/watch';
import { kindWatches } from './kind-watches';
import { observationQueue } from './observation-queue';
import { observeObject } from './observe-object';

export type WatchDelivered = {
  member: WatchedMember;
  client: MemberClient;
  hub: string;
  observed: ObservedStore;
  /** Those in force now. */
  rules(): readonly ActiveRule[];
  changed(applications: string[]): void;
  onTrouble(detail: string, error: unknown): void;
  every?: { flush: number; lost: number; touch: number };
};

export type DeliveredWatch = {
  /** Resolves when what was delivered before was read. */
  begun: Promise<void>;
  /** A turn is under way at an application here: what is seen of it is judged when it has ended. */
  pause(application: string): void;
  kept(item: Delivered, object: KubeObject): void;
  forgot(item: ObjectKey): void;
  resume(application: string): void;
  /** Other rules hold for these applications. */
  judgeAgain(applications: ReadonlySet<string>): Promise<void>;
  stop(): Promise<void>;
};

/** Milliseconds. `lost`: between looks at what is not in the watch any more. */
const EVERY = { flush: 50, lost: 30_000, touch: 15_000 };
const LOOKS_AT_ONCE = 4;

/** Keeps status and drift of all that was delivered to one member, by one watch for each kind of it. */
export function watchDelivered(options: WatchDelivered): DeliveredWatch {
  const { member, client, hub, observed, onTrouble, every = EVERY } = options;
  const stopped = new AbortController();
  const timers = createTimers(stopped.signal, (error) => onTrouble(`what stands in ${member.cluster}`, error));
  const queue = observationQueue({ ...options, timers, signal: stopped.signal, flushMs: every.flush });
  const paused = new Map<string, Map<string, KubeObject | undefined>>();
  const lost = new Set<string>();
  const items = new Map<string, Delivered>();

  const tell = (item: Delivered, live: KubeObject | undefined): void => {
    const key = keyTextOf(item);
    const seen = paused.get(item.applicationId);
    if (seen) {
      seen.set(key, seen.has(key) ? newerOf(seen.get(key), live) : live);
      return;
    }
    if (live?.metadata.labels?.[APPLICATION_LABEL] === item.application) lost.delete(key);
    else lost.add(key);
    queue.put(key, item, observeObject(item, live, member.cluster, options.rules()));
  };
  const look = async (item: Delivered) => {
    try {
      tell(item, await client.get(item, placeOf(item), { signal: stopped.signal }));
    } catch (error) {
      if (isRefusedWith(error, 404)) tell(item, undefined);
      else if (clusterFailureOf(error) || stopped.signal.aborted) lost.add(keyTextOf(item));
      else throw error;
    }
  };
  const lookAt = (some: readonly Delivered[]) => inParallel(LOOKS_AT_ONCE, some, look);
  const watches = kindWatches({ client, hub, items: () => items, seen: tell, left: lookAt });

  const read = async () => {
    const stands = await observed.delivered(member.fence.clusterId);
    if (stopped.signal.aborted) return;
    // what was told of meanwhile is newer
    for (const item of stands) if (!items.has(keyTextOf(item))) items.set(keyTextOf(item), item);
    watches.follow();
  };
  timers.every(every.lost, async () => {
    for (const key of [...lost]) if (!items.has(key)) lost.delete(key);
    await lookAt([...lost].flatMap((key) => items.get(key) ?? []));
  });
  timers.every(every.touch, async () => {
    if (watches.areLive()) await observed.touch(member.fence);
  });

  return {
    begun: read(),
    pause: (application) => void paused.set(application, new Map()),
    kept: (item, object) => {
      items.set(keyTextOf(item), item);
      queue.forget(keyTextOf(item));
      tell(item, object);
    },
    forgot: (key) => void items.delete(keyTextOf(key)),
    resume: (application) => {
      const seen = paused.get(application) ?? new Map<string, KubeObject | undefined>();
      paused.delete(application);
      watches.follow();
      const known = [...seen].flatMap(([key, live]) => {
        const item = items.get(key);
        return item ? [{ item, live }] : [];
      });
      for (const { item, live } of known) if (live) tell(item, live);
      const open = known.filter(({ live }) => !live).map(({ item }) => item);
      void lookAt(open).catch((error: unknown) => onTrouble(`what stands in ${member.cluster}`, error));
    },
    judgeAgain: async (applications) => {
      await lookAt([...items.values()].filter(({ application }) => applications.has(application)));
    },
    stop: async () => {
      stopped.abort();
      watches.close();
    },
  };
}

/** Of two answers about one object the newer; undefined, so that it is looked at, where versions do not tell. */
function newerOf(one: KubeObject | undefined, other: KubeObject | undefined): KubeObject | undefined {
  const [a, b] = [one, other].map((object) => Number(object?.metadata.resourceVersion ?? Number.NaN));
  if (a === undefined || b === undefined || Number.isNaN(a) || Number.isNaN(b)) return undefined;
  return a > b ? one : other;
}
