import { recorded } from '~/server/audit/recorded';
import { requireSession } from './account';
import { missingToGrant } from './core/may-grant';
import { requireRole, type TeamDeps, type TeamRequest } from './give';
import type { PersonActor } from './model/actor';
import type { AccessRequestInput, AccessRequestRow } from './model/team';
import type { KeptRequest } from './ports';

/** Asks for a role for a time; answers the request's id. Nothing is held until someone else gives it. No token asks for more. */
export async function requestAccess(deps: TeamDeps, request: TeamRequest, wanted: AccessRequestInput): Promise<string> {
  requireSession(request.actor);
  await requireRole(deps, wanted.role);
  const { reason, ...after } = wanted;
  const intent = { ...request, action: 'teams.request', target: { person: request.actor.id }, after, reason };
  return recorded(deps.audit, intent, () => deps.requests.add(request.actor.id, wanted));
}

/** One's own requests, and those that one may decide. */
export async function listRequests(deps: TeamDeps, actor: PersonActor): Promise<AccessRequestRow[]> {
  const judged = (await deps.requests.list()).map(async (request) => ({
    ...request,
    mine: request.person.id === actor.id,
    decidable: await mayDecide(deps, actor, request),
  }));
  return (await Promise.all(judged)).filter(({ mine, decidable }) => mine || decidable);
}

/** Nobody decides for themselves, and nobody gives what they do not hold. */
export async function mayDecide(
  { grants }: Pick<TeamDeps, 'grants'>,
  actor: PersonActor,
  { person, role, scope }: KeptRequest,
): Promise<boolean> {
  if (person.id === actor.id || !actor.rights.some(({ actions }) => actions.includes('teams.decide'))) return false;
  const actions = await grants.actionsOf(role);
  return actions !== undefined && missingToGrant(actor.rights, { actions, scope }).length === 0;
}
