import type { Condition, EventKind } from '../model/event';

type Followable = Pick<Condition, 'key' | 'kind' | 'cluster' | 'object'>;

/**
 * Of what nothing can be said at this moment: members that nobody has asked, what is in members that are away, lists that do
 * not follow their member (`cluster/plural`), whole kinds.
 */
export type Blind = {
  members: ReadonlySet<string>;
  away: ReadonlySet<string>;
  lists: ReadonlySet<string>;
  kinds: ReadonlySet<EventKind>;
};

/** What is open now, and what is seen now. */
export type Looked = {
  open: readonly Followable[];
  seen: readonly Condition[];
  blind: Blind;
};

/** Since when (milliseconds) each condition has been seen without a break, and each open one has been gone. */
export type Suspicions = { seen: ReadonlyMap<string, number>; gone: ReadonlyMap<string, number> };
export const NO_SUSPICIONS: Suspicions = { seen: new Map(), gone: new Map() };

export type Followed = { raise: Condition[]; settle: string[]; next: Suspicions };

const SECOND = 1000;

/** How long a condition must hold before it is raised; what has a date of its own is raised at once. */
export const HOLD_MS: Readonly<Partial<Record<EventKind, number>>> = {
  'lost-member': 60 * SECOND,
  'node-failed': 120 * SECOND,
  'workload-failed': 300 * SECOND,
};
/** How long it must be gone before it has ended: what comes back earlier never left. */
export const GONE_MS = 120 * SECOND;
/** What people decide does not flap. */
const goneMs = (kind: EventKind) => (kind === 'approval-wanted' ? 0 : GONE_MS);

/**
 * From one look at the fleet to the next: what is raised and what is settled. What is seen once and not again is never
 * raised, and what flaps stays one event. Where the hub is blind nothing is concluded.
 */
export function followConditions({ open, seen, blind }: Looked, before: Suspicions, now: number): Followed {
  const isOpen = new Set(open.map(({ key }) => key));
  const seenSince = new Map<string, number>();
  const gone = new Map<string, number>();
  const raise: Condition[] = [];
  for (const condition of seen) {
    if (isOpen.has(condition.key) || isHidden(condition, blind)) continue;
    const since = before.seen.get(condition.key) ?? now;
    seenSince.set(condition.key, since);
    if (now - since >= (HOLD_MS[condition.kind] ?? 0)) raise.push(condition);
  }
  const isSeen = new Set(seen.map(({ key }) => key));
  const settle: string[] = [];
  for (const event of open) {
    if (isSeen.has(event.key) || isHidden(event, blind)) continue;
    const since = before.gone.get(event.key) ?? now;
    gone.set(event.key, since);
    if (now - since >= goneMs(event.kind)) settle.push(event.key);
  }
  return { raise, settle, next: { seen: seenSince, gone } };
}

/** That a member is lost is seen from here; what is in it is not. */
function isHidden({ kind, cluster, object }: Omit<Followable, 'key'>, { members, away, lists, kinds }: Blind): boolean {
  if (kinds.has(kind)) return true;
  if (cluster === null) return false;
  return members.has(cluster) || (object !== null && (away.has(cluster) || lists.has(`${cluster}/${object.plural}`)));
}
