import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import { requireMayGive, type TeamDeps, type TeamRequest } from './give';
import type { TeamDetail } from './model/team';

/** The team of this name; throws `not-found`. */
export async function requireTeam({ teams }: Pick<TeamDeps, 'teams'>, name: string): Promise<TeamDetail> {
  const team = await teams.get(name);
  if (!team) throw new DomainError({ kind: 'not-found', what: 'team', name });
  return team;
}

/** Makes a team or changes what is said of it. */
export async function saveTeam(
  deps: TeamDeps,
  request: TeamRequest,
  { name, description }: { name: string; description: string },
): Promise<void> {
  const intent = { ...request, action: 'teams.save', target: { team: name }, after: { description } };
  await recorded(deps.audit, intent, () => deps.teams.save(name, description));
}

/** Removes a team, and with it all that was given to it. */
export async function removeTeam(deps: TeamDeps, request: TeamRequest, { name }: { name: string }): Promise<void> {
  const before = await requireTeam(deps, name);
  const intent = { ...request, action: 'teams.remove', target: { team: name }, before };
  await recorded(deps.audit, intent, async () => {
    await deps.teams.remove(name);
  });
}

type Membership = { team: string; person: string };

/** Who joins a team gets all that it holds: only who could give each of its grants may add someone. */
export async function addMember(deps: TeamDeps, request: TeamRequest, { team, person }: Membership): Promise<void> {
  const intent = { ...request, action: 'teams.addMember', target: { team, person } };
  await recorded(deps.audit, intent, async () => {
    await requireMayManage(deps, request, team);
    await deps.teams.addMember(team, person);
  });
}

/** Takes someone out of a team at once. Who is in it by their provider's groups is taken out there. */
export async function removeMember(deps: TeamDeps, request: TeamRequest, { team, person }: Membership): Promise<void> {
  const intent = { ...request, action: 'teams.removeMember', target: { team, person } };
  await recorded(deps.audit, intent, async () => {
    await requireMayManage(deps, request, team);
    await deps.teams.removeMember(team, person);
  });
}

/** Throws `forbidden` unless someone could give all that the team holds. */
export async function requireMayManage(
  deps: Pick<TeamDeps, 'teams' | 'grants'>,
  { actor }: Pick<TeamRequest, 'actor'>,
  name: string,
): Promise<void> {
  const { held } = await requireTeam(deps, name);
  for (const grant of held) await requireMayGive(deps, actor, grant);
}
