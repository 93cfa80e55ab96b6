import { isInSight } from '~/server/teams/core/in-sight';
import type { Action } from '~/server/teams/model/action';
import type { PersonActor } from '~/server/teams/model/actor';
import type { HeldGrant } from '~/server/teams/model/rights';
import type { Sights } from '~/server/teams/ports';
import { judgeGrant } from './core/judge-grant';
import type { EntryTarget } from './core/targets-of';

/** On whose grant something was done; `team` is null for a grant to the person. */
export type UsedGrant = { id: string; role: string; team: string | null };

/**
 * The grants on which someone acts: for each target the first that covers it. What is about no cluster rests on the first
 * grant that gives the action; so does what is about a part of a cluster that only its outcome can tell.
 */
export async function findGrants(
  sights: Sights,
  { rights }: Pick<PersonActor, 'rights'>,
  action: Action,
  targets: readonly EntryTarget[],
): Promise<UsedGrant[]> {
  const held = rights.filter(({ actions }) => actions.includes(action));
  const covers = async (grant: HeldGrant, target: EntryTarget) => {
    const verdict = judgeGrant(grant, target);
    if (verdict !== 'perhaps') return verdict === 'covers';
    const { cluster, namespace } = target;
    return isInSight(await sights.of([grant], action), { cluster, namespace: namespace || undefined });
  };
  const used = new Set<HeldGrant>();
  for (const target of targets) {
    for (const grant of held) {
      if (!(await covers(grant, target))) continue;
      used.add(grant);
      break;
    }
  }
  const [first] = held;
  if (used.size === 0 && first) used.add(first);
  return [...used].map(({ id, role, team }) => ({ id, role, team }));
}
