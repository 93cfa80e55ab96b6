import type { PersonActor } from '~/server/teams/model/actor';
import { type AuthorPlanDeps, authorPlan } from './author-plan';
import { findApplication } from './find-application';
import type { Decision } from './model/decision';
import type { ExplainInput, Explanation } from './model/preview';
import { type FederationDeps, isLost, seenOf, viewerOf } from './plan-application';
import type { PlanStore } from './ports/plans';

export type ExplainDeps = AuthorPlanDeps &
  Pick<FederationDeps, 'applications' | 'teamsOf'> & { plans: Pick<PlanStore, 'standing'> };

/**
 * Why an application runs where it runs, or would run if places were lost: what its placement decides at this moment, with the
 * rights of whoever saved it. No decision where it is being removed or they are nobody any more: then nothing is placed anew.
 * Throws `not-found`.
 */
export async function explainApplication(
  deps: ExplainDeps,
  actor: PersonActor,
  { name, without }: ExplainInput,
): Promise<Explanation> {
  const viewer = await viewerOf(deps, actor);
  const { id } = await findApplication(deps, viewer, name);
  const [application] = await deps.plans.standing([id]);
  const own = application && (await authorPlan(deps, application));
  if (!own) return { decision: null };
  const { all, plan } = own;
  const { decision } = plan((candidates) => candidates.filter((one) => !isLost(one, without)));
  const seen = new Set(seenOf(all, viewer.sight).map((one) => one.name));
  return { decision: within(decision, seen, seen.size === all.length) };
}

/** What of it is in sight. What is unmet counts clusters, so it is told to whoever sees them all. */
function within({ group, chosen, passedOver, unmet }: Decision, seen: ReadonlySet<string>, seesAll: boolean): Decision {
  const isSeen = ({ cluster }: { cluster: string }) => seen.has(cluster);
  return { group, chosen: chosen.filter(isSeen), passedOver: passedOver.filter(isSeen), unmet: seesAll ? unmet : [] };
}
