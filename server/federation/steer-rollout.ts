import { recorded } from '~/server/audit/recorded';
import type { Clock } from '~/server/kernel/clock';
import { DomainError } from '~/server/kernel/failure';
import type { PersonActor } from '~/server/teams/model/actor';
import { findApplication } from './find-application';
import type { RolloutState, Steer, SteerInput } from './model/rollout';
import { viewerOf } from './plan-application';
import type { RolloutDeps } from './read-rollout';
import { requireEverywhere } from './require-everywhere';

/** In which states what can be done. */
const POSSIBLE: Record<Steer, readonly RolloutState[]> = {
  approve: ['running'],
  pause: ['running'],
  resume: ['paused', 'stopped'],
  abort: ['running', 'paused', 'stopped'],
};

/**
 * Approves the next wave of a rollout, holds it, lets it go on, or ends it where it is. Throws `not-found`, `forbidden` where the
 * application runs beyond one's rights or another person has to approve, `stale` when it is not where it was seen.
 */
export async function steerRollout(
  deps: RolloutDeps & { clock: Pick<Clock, 'now'> },
  { actor, requestId }: { actor: PersonActor; requestId: string },
  { name, steer, reason, ...seen }: SteerInput,
): Promise<void> {
  const viewer = await viewerOf(deps, actor);
  const kept = await findApplication(deps, viewer, name);
  const [clusters, rollout] = await Promise.all([
    requireEverywhere(deps, actor, 'federation.steer', kept),
    deps.rollouts.newest(viewer, kept.id),
  ]);
  const isThere = rollout?.revision === seen.revision && rollout.state === seen.state && rollout.open === seen.open;
  if (!rollout || !isThere || !POSSIBLE[steer].includes(rollout.state)) throw stale(name);
  if (steer === 'approve' && rollout.strategy.approvedBy === 'another' && rollout.savedBy === actor.id)
    throw forbidden('another than whoever saved the revision');
  const point = { applicationId: kept.id, revision: rollout.revision, state: rollout.state, open: rollout.open };
  const intent = {
    ...{ actor, requestId, reason, action: 'federation.steer' },
    target: { application: name, clusters },
    after: { revision: rollout.revision, wave: rollout.open, does: steer },
  };
  const by = { name: actor.name, reason };
  await recorded(deps.audit, intent, async () => {
    if (!(await deps.rollouts.steer(point, steer, by, deps.clock.now()))) throw stale(name);
  });
  for (const cluster of clusters) deps.changed(cluster);
}

const forbidden = (missing: string) => new DomainError({ kind: 'forbidden', action: 'federation.steer', missing });
const stale = (name: string) =>
  new DomainError({ kind: 'stale', what: 'rollout', name, detail: 'it has moved on since you saw it' });
