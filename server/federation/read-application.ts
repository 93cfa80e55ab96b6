import type { PersonActor } from '~/server/teams/model/actor';
import { distributionOf } from './core/distribution-of';
import { findApplication } from './find-application';
import type { Distribution, DistributionInput } from './model/distribution';
import type { ApplicationListInput, ApplicationRow, ApplicationView } from './model/row';
import type { DeliveredObject } from './model/target';
import { type FederationDeps, viewerOf } from './plan-application';

/** One page of the applications in sight. */
export async function listApplications(
  deps: FederationDeps,
  actor: PersonActor,
  input: ApplicationListInput,
): Promise<{ rows: ApplicationRow[]; total: number }> {
  return deps.applications.list(await viewerOf(deps, actor), input);
}

/** More would be no picture that is taken in at a glance. */
const MOST_IN_PICTURE = 24;

/** Which application in sight stands where, and how. */
export async function readDistribution(
  deps: FederationDeps,
  actor: PersonActor,
  { by, scope }: DistributionInput,
): Promise<Distribution> {
  return distributionOf(await deps.applications.placed(await viewerOf(deps, actor), scope), by, MOST_IN_PICTURE);
}

/** One application with its text, its clusters and its past; at the newest revision, or the text of an earlier one. */
export async function readApplication(
  deps: FederationDeps,
  actor: PersonActor,
  { name, revision }: { name: string; revision?: number | undefined },
): Promise<ApplicationView> {
  const viewer = await viewerOf(deps, actor);
  const kept = await findApplication(deps, viewer, name, revision);
  const [targets, revisions] = await Promise.all([
    deps.applications.targets(viewer, kept.id),
    deps.applications.revisions(kept.id),
  ]);
  const { team, isRemoving, newest, spec, text } = kept;
  return {
    name,
    team: team?.name ?? null,
    isRemoving,
    newest,
    revision: kept.revision,
    spec,
    text,
    targets,
    revisions,
  };
}

/** What stands of an application in one cluster. */
export async function listDelivered(
  deps: FederationDeps,
  actor: PersonActor,
  { name, cluster }: { name: string; cluster: string },
): Promise<DeliveredObject[]> {
  const viewer = await viewerOf(deps, actor);
  const kept = await findApplication(deps, viewer, name);
  return deps.applications.objects(viewer, kept.id, cluster);
}
