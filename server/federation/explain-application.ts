import type { PersonActor } from '~/server/teams/model/actor';
import type { Standing as Standings } from '~/server/teams/ports';
import { actorOf } from './author';
import { readTemplates } from './core/read-templates';
import { findApplication } from './find-application';
import type { Decision } from './model/decision';
import type { ExplainInput, Explanation } from './model/preview';
import { type FederationDeps, isLost, planWithin, seenOf, viewerOf } from './plan-application';
import type { PlanStore } from './ports/plans';

export type ExplainDeps = Pick<FederationDeps, 'applications' | 'candidates' | 'sights' | 'teamsOf'> & {
  plans: Pick<PlanStore, 'standing'>;
  standing: Standings;
};

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
  const author = application && (await deps.standing.now(actorOf(application.author)));
  if (!author) return { decision: null };
  const [sight, granted, all] = await Promise.all([
    deps.sights.of(author.rights, 'federation.get'),
    deps.sights.of(author.rights, 'federation.save'),
    deps.candidates.of(name),
  ]);
  const { namespaces, spec } = application;
  const { templates } = readTemplates(spec.templates);
  const candidates = seenOf(all, sight).filter((one) => !isLost(one, without));
  const { decision } = planWithin({ name, spec, templates }, namespaces, candidates, granted);
  const seen = new Set(seenOf(all, viewer.sight).map((one) => one.name));
  return { decision: within(decision, seen, seen.size === all.length) };
}

/** What of it is in sight. What is unmet counts clusters, so it is told to whoever sees them all. */
function within({ group, chosen, passedOver, unmet }: Decision, seen: ReadonlySet<string>, seesAll: boolean): Decision {
  const isSeen = ({ cluster }: { cluster: string }) => seen.has(cluster);
  return { group, chosen: chosen.filter(isSeen), passedOver: passedOver.filter(isSeen), unmet: seesAll ? unmet : [] };
}
