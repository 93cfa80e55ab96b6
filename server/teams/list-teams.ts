import { DomainError } from '~/server/kernel/failure';
import { covers } from './core/covers';
import { requireTeam } from './edit-team';
import type { TeamDeps } from './give';
import type { PersonActor } from './model/actor';
import { holdsEverywhere } from './model/can';
import type { Sight } from './model/sight';
import type { GrantRow, TeamDetail, TeamRow } from './model/team';
import type { Sights } from './ports';

/** One's own teams, or all for who may see them. */
export function listTeams({ teams }: Pick<TeamDeps, 'teams'>, actor: PersonActor): Promise<TeamRow[]> {
  return teams.list(holdsEverywhere(actor.rights, 'teams.list') ? null : actor.id);
}

/** A team with its people and what it holds; one that one is not in is not found. */
export async function readTeam(deps: Pick<TeamDeps, 'teams'>, actor: PersonActor, name: string): Promise<TeamDetail> {
  const team = await requireTeam(deps, name);
  const isIn = team.people.some(({ id }) => id === actor.id);
  if (isIn || holdsEverywhere(actor.rights, 'teams.list')) return team;
  throw new DomainError({ kind: 'not-found', what: 'team', name });
}

/** What a team sees of the fleet, for who may see the team. */
export async function readReach(
  { teams, sights }: { teams: TeamDeps; sights: Sights },
  actor: PersonActor,
  name: string,
): Promise<Sight> {
  const { held } = await readTeam(teams, actor, name);
  const rights = held.map(async ({ id, role, scope, team, expiresAt }) => {
    const actions = [...((await teams.grants.actionsOf(role)) ?? [])];
    return { id, role, scope, team, expiresAt, actions };
  });
  return sights.of(await Promise.all(rights), 'clusters.list');
}

/** The grants whose whole scope one may look at. */
export async function listGrants({ grants }: Pick<TeamDeps, 'grants'>, { rights }: PersonActor): Promise<GrantRow[]> {
  const scopes = rights.filter(({ actions }) => actions.includes('teams.grants')).map(({ scope }) => scope);
  return (await grants.list()).filter((grant) => scopes.some((scope) => covers(scope, grant.scope)));
}
