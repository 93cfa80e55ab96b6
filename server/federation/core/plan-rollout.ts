import type { ApplicationSpec } from '../model/application';
import type { Candidate } from '../model/candidate';
import type { RolloutPlan } from '../ports/applications';
import type { Plan } from './plan-targets';
import { planWaves } from './plan-waves';

type Planned = Pick<Plan, 'decision'> & {
  candidates: readonly Candidate[];
  before: readonly { cluster: string }[];
};

/** In which waves a plan is carried out; null where everything goes at once, or nothing goes anywhere. */
export function planRollout(
  { rollout: strategy }: Pick<ApplicationSpec, 'rollout'>,
  { decision, candidates, before }: Planned,
): RolloutPlan | null {
  if (!strategy) return null;
  const chosen = new Set(decision.chosen.map(({ cluster }) => cluster));
  const leaving = before.map(({ cluster }) => cluster).filter((name) => !chosen.has(name));
  const clusters = candidates.filter(({ name }) => chosen.has(name));
  const waves = planWaves(strategy, clusters, leaving);
  return waves.length === 0 ? null : { strategy, waves };
}
