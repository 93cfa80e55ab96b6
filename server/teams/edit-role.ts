import { recorded } from '~/server/audit/recorded';
import { invalid } from '~/server/kernel/failure';
import type { TeamDeps, TeamRequest } from './give';
import type { Action } from './model/action';
import { ROLE_ACTIONS } from './model/role-actions';

type CustomRole = { name: string; description: string; actions: Action[] };

/** Makes or changes a role of the hub's people; those who have it hold at once what it now says. */
export async function saveRole(deps: TeamDeps, request: TeamRequest, role: CustomRole): Promise<void> {
  if (Object.hasOwn(ROLE_ACTIONS, role.name)) throw invalid('name', 'this role is built in');
  const before = await deps.grants.actionsOf(role.name);
  const intent = {
    ...request,
    action: 'teams.saveRole',
    target: { role: role.name },
    before: before ?? null,
    after: role,
  };
  await recorded(deps.audit, intent, () => deps.grants.saveRole(role));
}

/** Removes a role that nobody has. */
export async function removeRole(deps: TeamDeps, request: TeamRequest, { name }: { name: string }): Promise<void> {
  const intent = { ...request, action: 'teams.removeRole', target: { role: name } };
  await recorded(deps.audit, intent, () => deps.grants.removeRole(name));
}
