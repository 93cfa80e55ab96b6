import { createTimers } from '~/server/clusters/watch/timers';
import { clusterFailureOf } from '~/server/kernel/failure';
import { inParallel } from '~/server/kernel/in-parallel';
import { isSame } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import { keyTextOf } from '../core/object-key';
import { placeOf } from '../delivery';
import { APPLICATION_LABEL } from '../model/inventory';
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
  changed(): void;
  onTrouble(detail: string, error: unknown): void;
  every?: { flush: number; lost: number; touch: number };
};

export type DeliveredWatch = {
  /** Somebody is at an application here: what is seen of it meanwhile is judged when they have ended. */
  pause(application: string): void;
  /** What stands here may be another since; resolves when it was read. */
  resume(application?: string): Promise<void>;
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
  const paused = new Map<string, Set<string>>();
  const lost = new Set<string>();
  let items: ReadonlyMap<string, Delivered> = new Map();
  let reading: Promise<void> = Promise.resolve();

  const tell = (item: Delivered, live: KubeObject | undefined): void => {
    const key = keyTextOf(item);
    const touched = paused.get(item.applicationId);
    if (touched) {
      touched.add(key);
      return;
    }
    if (live?.metadata.labels?.[APPLICATION_LABEL] === item.application) lost.delete(key);
    else lost.add(key);
    queue.put(key, observeObject(item, live, member.cluster, options.rules()));
  };
  const look = async (item: Delivered) => {
    try {
      tell(item, await client.get(item, placeOf(item), { signal: stopped.signal }));
    } catch (error) {
      const failure = clusterFailureOf(error);
      if (failure?.kind === 'cluster-refused' && failure.status === 404) tell(item, undefined);
      else if (failure || stopped.signal.aborted) lost.add(keyTextOf(item));
      else throw error;
    }
  };
  const lookAt = (some: readonly Delivered[]) => inParallel(LOOKS_AT_ONCE, some, look);
  const watches = kindWatches({ client, hub, items: () => items, seen: tell, left: lookAt });

  const read = async (application: string | undefined, touched: ReadonlySet<string>) => {
    const before = items;
    const stands = await observed.delivered(member.fence.clusterId, application);
    if (stopped.signal.aborted) return;
    const rest = [...before.values()].filter(({ applicationId }) => application && applicationId !== application);
    items = new Map([...rest, ...stands].map((item) => [keyTextOf(item), item]));
    const others = [...items].filter(([key, item]) => touched.has(key) || !isSameItem(before.get(key), item));
    for (const [key] of others) queue.forget(key);
    // a watch that runs already may have told of them before they were known
    const told = others.map(([, item]) => item).filter(watches.has);
    watches.follow();
    await lookAt(told);
  };
  timers.every(every.lost, async () => {
    for (const key of [...lost]) if (!items.has(key)) lost.delete(key);
    await lookAt([...lost].flatMap((key) => items.get(key) ?? []));
  });
  timers.every(every.touch, async () => {
    if (watches.areLive()) await observed.touch(member.fence);
  });

  return {
    pause: (application) => void paused.set(application, new Set()),
    resume: (application) => {
      const touched = paused.get(application ?? '') ?? new Set();
      paused.delete(application ?? '');
      const trouble = (error: unknown) => onTrouble(`what was delivered to ${member.cluster}`, error);
      reading = reading.then(() => read(application, touched)).catch(trouble);
      return reading;
    },
    judgeAgain: async (applications) => {
      await lookAt([...items.values()].filter(({ application }) => applications.has(application)));
    },
    stop: async () => {
      stopped.abort();
      watches.close();
      await reading;
    },
  };
}

/** `revision` counts: an object that was put back without a change has had its drift ended. */
const isSameItem = (one: Delivered | undefined, other: Delivered) =>
  one !== undefined && one.uid === other.uid && one.revision === other.revision && isSame(one.applied, other.applied);
