import { DomainError } from '~/server/kernel/failure';
import type { PersonActor } from '~/server/teams/model/actor';
import { beginFailover, endFailover, type FailOverDeps } from './fail-over';
import { findApplication } from './find-application';
import type { DrillInput, EndFailoverInput, Failover } from './model/failover';
import { type FederationDeps, viewerOf } from './plan-application';
import { requireEverywhere } from './require-everywhere';

type Deps = FederationDeps & FailOverDeps;
type Request = { actor: PersonActor; requestId: string };

const MINUTE = 60_000;

/**
 * Has an application leave a cluster on purpose for some minutes. Throws `not-found`, `forbidden` where it runs beyond one's
 * rights, `conflict` where it does not run there, or has left it already.
 */
export async function drill(deps: Deps, request: Request, { name, cluster, minutes, note }: DrillInput): Promise<void> {
  const { standing, runsIn } = await ownStanding(deps, request.actor, name);
  if (!runsIn.includes(cluster)) throw conflict(name, `it does not run in ${cluster}`);
  const until = new Date(deps.clock.now().getTime() + minutes * MINUTE);
  const failover = { cluster, reason: 'drill', by: request.actor.name, note, until } as const;
  if (!(await beginFailover(deps, standing, failover, request))) throw conflict(name, `it has left ${cluster} already`);
}

/** Ends a failover or a drill before its time. Throws as `drill`. */
export async function stopFailover(deps: Deps, request: Request, { name, id }: EndFailoverInput): Promise<void> {
  const { standing } = await ownStanding(deps, request.actor, name);
  if (!(await endFailover(deps, standing, id, 'person', request))) throw conflict(name, 'it has come back already');
}

/** The failovers of an application, the newest first. */
export async function listFailovers(deps: Deps, actor: PersonActor, name: string): Promise<Failover[]> {
  const viewer = await viewerOf(deps, actor);
  const { id } = await findApplication(deps, viewer, name);
  return deps.failovers.list(viewer, id);
}

async function ownStanding(deps: Deps, actor: PersonActor, name: string) {
  const kept = await findApplication(deps, await viewerOf(deps, actor), name);
  const runsIn = await requireEverywhere(deps, actor, 'federation.drill', kept);
  const [standing] = await deps.plans.standing([kept.id]);
  if (!standing) throw conflict(name, 'it is being removed');
  return { standing, runsIn };
}

const conflict = (name: string, detail: string) =>
  new DomainError({ kind: 'conflict', what: 'application', name, detail });
