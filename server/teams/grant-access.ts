import { recorded } from '~/server/audit/recorded';
import { endOf, requireMayGive, type TeamDeps, type TeamRequest } from './give';
import type { GrantInput } from './model/team';

/** Gives a role on a scope to a person or a team, for ever or for a time; answers the grant's id. */
export async function grantAccess(deps: TeamDeps, request: TeamRequest, input: GrantInput): Promise<string> {
  const { hours, reason, ...wanted } = input;
  const intent = {
    ...request,
    action: 'teams.grant',
    target: { ...wanted.subject },
    after: { ...wanted, hours },
    reason,
  };
  return recorded(deps.audit, intent, async () => {
    await requireMayGive(deps, request.actor, wanted);
    const grantedBy = request.actor.name;
    return deps.grants.add({ ...wanted, reason, grantedBy, expiresAt: endOf(deps, hours) });
  });
}
