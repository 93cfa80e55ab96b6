import type { Status } from '~/server/kernel/status';
import type { FailoverEnd, FailoverPolicy, FailoverReason } from '../model/failover';

/** How a cluster is, and since when it is so and is in its state. */
export type Standing = {
  cluster: string;
  status: Status;
  since: Date;
  isCordoned: boolean;
  cordonedSince: Date;
};

export type OpenFailover = { id: string; cluster: string; reason: FailoverReason; until: Date | null };

export type FailoverQuestion = {
  /** Undefined: the application leaves nothing by itself. */
  policy: FailoverPolicy | undefined;
  /** Clusters that it is brought to now. */
  runsIn: ReadonlySet<string>;
  fleet: readonly Standing[];
  open: readonly OpenFailover[];
  /** How many of its failovers began by themselves within the last hour. */
  begunLately: number;
};

export type FailoverSteps = {
  begin: { cluster: string; reason: FailoverReason }[];
  end: { id: string; why: FailoverEnd }[];
  /** Why nothing begins though something would. */
  held: 'blind' | 'rate' | null;
};

const MINUTE = 60_000;
/** So many at least before the hub doubts itself. */
const BLIND_FROM = 3;

/** Which clusters an application leaves now, and to which it may come back. */
export function judgeFailover(question: FailoverQuestion, now: Date): FailoverSteps {
  const { policy, fleet, open } = question;
  const known = new Map(fleet.map((one) => [one.cluster, one]));
  const end = open.flatMap(({ id, cluster, reason, until }): FailoverSteps['end'] => {
    if (reason === 'drill') return until && until <= now ? [{ id, why: 'over' }] : [];
    return policy?.returns && isBack(known.get(cluster), policy, now) ? [{ id, why: 'well' }] : [];
  });
  if (!policy) return { begin: [], end, held: null };
  const begin = due(question, policy, now);
  if (begin.length > 0 && isBlind(fleet)) return { begin: [], end, held: 'blind' };
  const most = Math.max(0, policy.maxPerHour - question.begunLately);
  return { begin: begin.slice(0, most), end, held: begin.length > most ? 'rate' : null };
}

function due({ runsIn, fleet, open }: FailoverQuestion, policy: FailoverPolicy, now: Date): FailoverSteps['begin'] {
  const left = new Set(open.map(({ cluster }) => cluster));
  return fleet
    .filter(({ cluster }) => runsIn.has(cluster) && !left.has(cluster))
    .flatMap((one) => {
      const reason = whyLeave(one, policy, now);
      return reason ? [{ cluster: one.cluster, reason }] : [];
    })
    .toSorted((a, b) => (a.cluster < b.cluster ? -1 : 1));
}

function whyLeave(one: Standing, policy: FailoverPolicy, now: Date): FailoverReason | undefined {
  const isLong = (since: Date) => now.getTime() - since.getTime() >= policy.graceMinutes * MINUTE;
  if (isUnwell(one) && isLong(one.since)) return 'failed';
  return policy.cordoned && one.isCordoned && isLong(one.cordonedSince) ? 'cordoned' : undefined;
}

function isBack(one: Standing | undefined, policy: FailoverPolicy, now: Date): boolean {
  if (one?.status !== 'healthy' || (policy.cordoned && one.isCordoned)) return false;
  return now.getTime() - one.since.getTime() >= policy.returnAfterMinutes * MINUTE;
}

/** What is unknown in so many places at once is more likely the hub's own trouble. */
function isBlind(fleet: readonly Standing[]): boolean {
  const unwell = fleet.filter(isUnwell).length;
  return unwell >= BLIND_FROM && unwell * 2 >= fleet.length;
}

const isUnwell = ({ status }: Standing): boolean => status === 'failed' || status === 'unknown';
