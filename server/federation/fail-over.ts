import { randomUUID } from 'node:crypto';
import { recorded } from '~/server/audit/recorded';
import type { Clock } from '~/server/kernel/clock';
import { judgeFailover } from './core/judge-failover';
import type { FailoverEnd } from './model/failover';
import type { FailoverStore, NewFailover } from './ports/failovers';
import type { Standing } from './ports/plans';
import { type ReplanDeps, replanApplication } from './replan-application';

export type FailOverDeps = ReplanDeps & { failovers: FailoverStore; clock: Pick<Clock, 'now'> };

type Actor = Parameters<typeof recorded>[1]['actor'];

const HUB: Actor = { kind: 'system', name: 'federation' };
const HOUR_MS = 3_600_000;

/** Looks once at every application that may leave a cluster, or has left one. Any number of replicas may do so. */
export async function failOverAll(
  deps: FailOverDeps,
  onTrouble: (name: string, error: unknown) => void,
): Promise<void> {
  const now = deps.clock.now();
  const ids = await deps.plans.leaving();
  if (ids.length === 0) return;
  const [concerned, open, fleet, lately] = await Promise.all([
    deps.plans.standing(ids),
    deps.failovers.open(),
    deps.failovers.fleet(),
    deps.failovers.begunSince(new Date(now.getTime() - HOUR_MS)),
  ]);
  for (const application of concerned) {
    const { id, spec } = application;
    try {
      const runsIn = new Set((await running(deps, id)).keys());
      const own = open.filter((one) => one.applicationId === id);
      const question = { policy: spec.failover, runsIn, fleet, open: own, begunLately: lately.get(id) ?? 0 };
      const { begin, end } = judgeFailover(question, now);
      for (const one of begin)
        await beginFailover(deps, application, { ...one, by: null, note: '', until: null }, asHub());
      for (const one of end) await endFailover(deps, application, one.id, one.why, asHub());
    } catch (error) {
      // one that fails leaves the others
      onTrouble(application.name, error);
    }
  }
}

const asHub = () => ({ actor: HUB, requestId: randomUUID() });

/** Leaves a cluster, and places what ran there anew; false where it is left already. */
export async function beginFailover(
  deps: FailOverDeps,
  application: Standing,
  failover: Omit<NewFailover, 'applicationId'>,
  request: { actor: Actor; requestId: string },
): Promise<boolean> {
  const { cluster, reason, note, until } = failover;
  const intent = {
    ...{ ...request, reason: note, action: 'federation.failover' },
    target: { application: application.name, clusters: [cluster] },
    after: { leaves: cluster, why: reason, until },
  };
  const before = await running(deps, application.id);
  const begin = () => deps.failovers.begin({ applicationId: application.id, ...failover });
  const id = await recorded(deps.audit, intent, begin, (made) => ({ outcome: made ? 'applied' : 'refused' }));
  if (id === undefined) return false;
  await replanApplication(deps, application);
  const after = await running(deps, application.id);
  const more = [...after].filter(([name, replicas]) => !before.has(name) || (before.get(name) ?? 0) < (replicas ?? 0));
  await deps.failovers.moved(
    id,
    more.map(([name]) => name),
  );
  deps.changed(cluster);
  return true;
}

/** Takes a cluster again, and places everything as if nothing had been moved; false where it has ended already. */
export async function endFailover(
  deps: FailOverDeps,
  application: Standing,
  id: string,
  why: FailoverEnd,
  request: { actor: Actor; requestId: string },
): Promise<boolean> {
  const intent = {
    ...{ ...request, action: 'federation.endFailover' },
    target: { application: application.name, failover: id },
    after: { why },
  };
  const end = () => deps.failovers.end(application.id, id, why);
  const ran = await recorded(deps.audit, intent, end, (ended) => ({ outcome: ended ? 'applied' : 'refused' }));
  if (!ran) return false;
  await replanApplication(deps, application, new Map(Object.entries(ran)));
  return true;
}

/** The clusters that have something of it, with their replicas. */
async function running({ applications }: Pick<FailOverDeps, 'applications'>, id: string) {
  const wanted = await applications.wanted(id);
  return new Map(wanted.filter(({ objects }) => objects.length > 0).map((one) => [one.cluster, one.replicas]));
}
