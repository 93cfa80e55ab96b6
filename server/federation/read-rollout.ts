import type { PersonActor } from '~/server/teams/model/actor';
import { findApplication } from './find-application';
import type { RolloutView } from './model/rollout';
import { type FederationDeps, viewerOf } from './plan-application';
import type { RolloutStore } from './ports/rollouts';

export type RolloutDeps = FederationDeps & { rollouts: RolloutStore };

/** The newest rollout of an application, with what of its clusters is in sight; null where it never had one. */
export async function readRollout(deps: RolloutDeps, actor: PersonActor, name: string): Promise<RolloutView | null> {
  const viewer = await viewerOf(deps, actor);
  const { id } = await findApplication(deps, viewer, name);
  const found = await deps.rollouts.newest(viewer, id);
  if (!found) return null;
  const { applicationId: _, savedBy: __, ...view } = found;
  return view;
}
