import { createTimers } from '~/server/clusters/watch/timers';
import { inParallel } from '~/server/kernel/in-parallel';
import type { MemberClient } from '~/server/kube/member-client';
import type { Due, Told } from '../ports/deliveries';
import type { ActiveRule, ObservedStore, WatchedMember } from '../ports/watch';
import { type DeliveredWatch, watchDelivered } from './watch-delivered';

export type KeepWatches = {
  holder: string;
  hub: string;
  observed: ObservedStore;
  /** The member as the hub reaches it, with the hub's own credential. */
  open(cluster: string): Promise<MemberClient>;
  onChange(listener: () => void): () => void;
  changed(cluster: string, applications: string[]): void;
  onTrouble(detail: string, error: unknown): void;
  every?: { look: number; revert: number; settle: number };
};

/** What delivers tells of its turns, so that what it writes itself is never taken for drift. */
type Turns = Told & { begin(due: Due): void; end(due: Due): void };

/** Milliseconds. */
const EVERY = { look: 5000, revert: 10_000, settle: 100 };
/** Who changes a field back more often than this is not fought. */
const REVERTS_PER_HOUR = 3;
const BEGUN_AT_ONCE = 8;

type Watched = { member: WatchedMember; watch: DeliveredWatch };

/** Watches what was delivered to the members that this process leases, and has drift put back where that is wanted. */
export function keepWatches(deps: KeepWatches): Turns & { stop(): Promise<void> } {
  const { holder, hub, observed, changed, onTrouble, every = EVERY } = deps;
  const stopped = new AbortController();
  const watched = new Map<string, Watched>();
  /** Turns that are under way; a watch may begin in the middle of one. */
  const busy = new Map<string, Due>();
  const timers = createTimers(stopped.signal, (error) => onTrouble('delivered objects could not be watched', error));
  let rules: ActiveRule[] = [];
  let looking: Promise<void> = Promise.resolve();

  const begin = async (member: WatchedMember) => {
    const { clusterId } = member.fence;
    if (stopped.signal.aborted) return;
    const client = await deps.open(member.cluster);
    if (stopped.signal.aborted) return;
    const watch = watchDelivered({
      ...{ member, client, hub, observed, onTrouble, rules: () => rules },
      changed: (applications) => changed(member.cluster, applications),
    });
    watched.set(clusterId, { member, watch });
    for (const due of busy.values()) if (due.fence.clusterId === clusterId) watch.pause(due.applicationId);
    await watch.begun;
  };
  const end = async (clusterId: string) => {
    const found = watched.get(clusterId);
    watched.delete(clusterId);
    await found?.watch.stop();
  };
  const look = async () => {
    const now = new Map((await observed.members(holder)).map((member) => [member.fence.clusterId, member]));
    for (const [id, { member }] of watched) if (!isSameMember(member, now.get(id))) await end(id);
    const fresh = [...now].filter(([id]) => !watched.has(id)).map(([, member]) => member);
    await inParallel(BEGUN_AT_ONCE, fresh, (member) =>
      begin(member).catch((error) => onTrouble(`${member.cluster} cannot be watched`, error)),
    );
    await takeUpRules();
  };
  const takeUpRules = async () => {
    const fresh = await observed.rules();
    const others = differing(rules, fresh);
    rules = fresh;
    if (others.size === 0) return;
    for (const { watch } of watched.values()) await watch.judgeAgain(others);
  };
  const wake = timers.debounced(every.settle, () => {
    looking = look();
    return looking;
  });
  const unlisten = deps.onChange(wake);
  timers.every(every.look, async () => wake());
  timers.every(every.revert, async () => {
    for (const { cluster, application } of await observed.revertDue(holder, REVERTS_PER_HOUR))
      changed(cluster, [application]);
  });

  return {
    begin: (due) => {
      busy.set(turnOf(due), due);
      watched.get(due.fence.clusterId)?.watch.pause(due.applicationId);
    },
    kept: ({ fence, applicationId }, { application }, item, object) =>
      watched.get(fence.clusterId)?.watch.kept({ ...item, applicationId, application }, object),
    forgot: ({ fence }, item) => watched.get(fence.clusterId)?.watch.forgot(item),
    end: (due) => {
      busy.delete(turnOf(due));
      if (watched.has(due.fence.clusterId)) watched.get(due.fence.clusterId)?.watch.resume(due.applicationId);
      else wake();
    },
    stop: async () => {
      stopped.abort();
      unlisten();
      await looking.catch(() => undefined);
      await Promise.all([...watched.keys()].map(end));
    },
  };
}

const turnOf = ({ fence, applicationId }: Due) => `${fence.clusterId} ${applicationId}`;

const isSameMember = (one: WatchedMember, other: WatchedMember | undefined) =>
  other !== undefined && one.fence.epoch === other.fence.epoch && one.revision === other.revision;

/** Applications for which other rules hold. */
function differing(before: readonly ActiveRule[], after: readonly ActiveRule[]): ReadonlySet<string> {
  const [had, has] = [before, after].map((rules) => new Map(rules.map((rule) => [JSON.stringify(rule), rule])));
  const gone = [...(had ?? [])].filter(([key]) => !has?.has(key));
  const come = [...(has ?? [])].filter(([key]) => !had?.has(key));
  return new Set([...gone, ...come].map(([, { application }]) => application));
}
