import { setMaxListeners } from 'node:events';
import type { AuditTrail } from '~/server/audit/ports';
import { createTimers } from '~/server/clusters/watch/timers';
import type { Clock } from '~/server/kernel/clock';
import { clusterFailureOf } from '~/server/kernel/failure';
import { inParallel } from '~/server/kernel/in-parallel';
import type { MemberClient } from '~/server/kube/member-client';
import type { Sights } from '~/server/teams/ports';
import { findHoldings } from '../find-holdings';
import type { Holding } from '../model/holding';
import type { AccessState } from '../model/member-rights';
import type { AccessSource, AccessStates, AccessTurns, Granted, LeasedMember } from '../ports';
import { reconcileMember } from '../reconcile-member';

export type KeepAccess = {
  /** What tells this hub from others in a member. */
  hub: string;
  holder: string;
  source: AccessSource;
  states: AccessStates;
  turns: Pick<AccessTurns, 'writing'>;
  sights: Sights;
  audit: AuditTrail;
  clock: Clock;
  /** The member as the hub reaches it, with the hub's own credential. */
  open(cluster: string): Promise<MemberClient>;
  /** Calls at each change of rights or of what the fleet is made of, until what it returns is called. */
  onChange(listener: () => void): () => void;
  changed(cluster: string): void;
  onTrouble(detail: string, error: unknown): void;
  every?: { look: number; check: number; retry: number; settle: number };
};

/** Milliseconds: between looks at what is due, at a member in step (drift), at one that refused or was away. */
const EVERY = { look: 15_000, check: 180_000, retry: 30_000, settle: 100 };
const AT_ONCE = 8;
const MEMBER_MS = 20_000;
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

type Kept = { print: string; at: number; state: AccessState };

/** Keeps the RBAC of the members that this process leases in step with the grants, until it is stopped. */
export function keepAccess(deps: KeepAccess): { stop(): Promise<void> } {
  const { clock, source, states, onTrouble, every = EVERY } = deps;
  const stopped = new AbortController();
  const kept = new Map<string, Kept>();
  const timers = createTimers(stopped.signal, (error) => onTrouble('rights in members could not be looked at', error));
  let expiry: NodeJS.Timeout | undefined;
  let away: Promise<void> | undefined;
  let looking: Promise<void> = Promise.resolve();

  const isDue = ({ fence }: LeasedMember, print: string) => {
    const last = kept.get(fence.clusterId);
    if (last?.print !== print) return true;
    return clock.monotonic() - last.at >= (last.state === 'in-step' ? every.check : every.retry);
  };
  const bring = async (member: LeasedMember, holdings: Holding[]) => {
    const print = JSON.stringify([member.fence.epoch, holdings.map(printOf), [...(member.namespaces ?? ['?'])]]);
    if (stopped.signal.aborted || !isDue(member, print)) return;
    const told = await reconcile(deps, member, holdings, stopped.signal);
    if (stopped.signal.aborted) return;
    // what is being removed is looked at again only in case it was not
    if (!told) return void kept.set(member.fence.clusterId, { print, at: clock.monotonic(), state: 'pending' });
    const { state, reason, answered } = told;
    kept.set(member.fence.clusterId, { print, at: clock.monotonic(), state });
    if (await states.record(member.fence, state, reason, answered)) deps.changed(member.name);
  };
  const look = async () => {
    const now = clock.now();
    const [granted, members] = await Promise.all([source.granted(now), source.leased(deps.holder)]);
    const holdingsOf = await findHoldings(granted, deps.sights);
    clearTimeout(expiry);
    expiry = setTimeout(wake, untilExpiry(granted, now));
    const isAway = ({ fence }: LeasedMember) => kept.get(fence.clusterId)?.state === 'pending';
    const all = (some: LeasedMember[]) =>
      inParallel(AT_ONCE, some, (member) =>
        bring(member, holdingsOf(member.name)).catch((error) => onTrouble(`rights in ${member.name}`, error)),
      );
    // who did not answer is asked beside the others, so that nobody waits for them
    away ??= all(members.filter(isAway)).then(() => {
      away = undefined;
    });
    await all(members.filter((member) => !isAway(member)));
  };
  const wake = timers.debounced(every.settle, () => {
    looking = look();
    return looking;
  });
  const unlisten = deps.onChange(wake);
  timers.every(every.look, async () => wake());

  return {
    stop: async () => {
      stopped.abort();
      clearTimeout(expiry);
      unlisten();
      await Promise.allSettled([looking, away]);
    },
  };
}

type Told = { state: AccessState; reason: string; answered: boolean };

async function reconcile(
  { open, audit, hub, turns }: KeepAccess,
  { fence, name, namespaces }: LeasedMember,
  holdings: Holding[],
  stopped: AbortSignal,
): Promise<Told | undefined> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(MEMBER_MS)]);
  setMaxListeners(0, signal);
  try {
    const held = { hub, holdings, namespaces };
    const done = await reconcileMember(await open(name), audit, held, signal, (work) => turns.writing(fence, work));
    return done && { ...done, answered: true };
  } catch (error) {
    const failure = clusterFailureOf(error);
    if (!failure && !stopped.aborted && !signal.aborted) throw error;
    if (failure?.kind === 'cluster-refused') return { state: 'refused', reason: failure.detail, answered: true };
    return { state: 'pending', reason: failure?.detail ?? 'it did not answer in time', answered: false };
  }
}

const printOf = ({ subject, role, actions, part }: Holding) => [
  ...[subject.name, role, actions.join()],
  part === 'all' ? part : [part.whole, part.namespaces === 'all' ? 'all' : [...part.namespaces].toSorted()],
];

/** Milliseconds until the first grant ends by itself: nothing else tells of that. */
function untilExpiry(granted: readonly Granted[], now: Date): number {
  const ends = granted.flatMap(({ rights }) =>
    rights.flatMap(({ expiresAt }) => (expiresAt ? [Date.parse(expiresAt)] : [])),
  );
  return Math.max(0, Math.min(...ends.map((end) => end - now.getTime()), MAX_TIMEOUT_MS));
}
