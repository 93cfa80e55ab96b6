import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import { covers } from './core/covers';
import type { TeamDeps, TeamRequest } from './give';

/** Takes a grant back at once. Who may revoke on its whole scope may do it, whatever the role. */
export async function revokeAccess(
  deps: TeamDeps,
  request: TeamRequest,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  const grant = await deps.grants.find(id);
  const mayRevoke = request.actor.rights.some(
    (held) => held.actions.includes('teams.revoke') && grant !== undefined && covers(held.scope, grant.scope),
  );
  if (!grant || !mayRevoke) throw new DomainError({ kind: 'not-found', what: 'grant', name: id });
  const intent = { ...request, action: 'teams.revoke', target: { grant: id }, before: grant, reason };
  await recorded(deps.audit, intent, () => deps.grants.remove(id));
}
