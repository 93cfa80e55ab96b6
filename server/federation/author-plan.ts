import type { Sight } from '~/server/teams/model/sight';
import type { Standing as Standings } from '~/server/teams/ports';
import { actorOf } from './author';
import type { Plan } from './core/plan-targets';
import { readTemplates } from './core/read-templates';
import type { Candidate } from './model/candidate';
import { type FederationDeps, planWithin, seenOf } from './plan-application';
import type { CandidateSource } from './ports/applications';
import type { Standing } from './ports/plans';

export type AuthorPlanDeps = Pick<FederationDeps, 'candidates' | 'sights'> & { standing: Standings };

/** The fleet as an application's author sees it now, and what would be brought where with their rights. */
export type AuthorPlan = {
  /** Every cluster, whoever sees it. */
  all: Awaited<ReturnType<CandidateSource['of']>>;
  granted: Sight;
  /** `change`: the candidates as they are to be taken, and which of them. */
  plan(change?: (seen: readonly Candidate[]) => readonly Candidate[]): Plan;
};

/** Undefined where whoever saved the application is nobody any more. */
export async function authorPlan(
  deps: AuthorPlanDeps,
  { name, spec, namespaces, author: saved }: Standing,
): Promise<AuthorPlan | undefined> {
  const author = await deps.standing.now(actorOf(saved));
  if (!author) return undefined;
  const [sight, granted, all] = await Promise.all([
    deps.sights.of(author.rights, 'federation.get'),
    deps.sights.of(author.rights, 'federation.save'),
    deps.candidates.of(name),
  ]);
  const { templates } = readTemplates(spec.templates);
  const seen = seenOf(all, sight);
  const plan: AuthorPlan['plan'] = (change = (own) => own) =>
    planWithin({ name, spec, templates }, namespaces, change(seen), granted);
  return { all, granted, plan };
}
