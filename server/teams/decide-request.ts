import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import { endOf, type TeamDeps, type TeamRequest } from './give';
import type { KeptRequest } from './ports';
import { mayDecide } from './request-access';

type Decision = { id: string; grant: boolean; said: string };

/** Gives what was asked for, from now on for the hours that were asked, or refuses it. */
export async function decideRequest(deps: TeamDeps, request: TeamRequest, decision: Decision): Promise<void> {
  const { id, grant: isGiven, said } = decision;
  const wanted = await deps.requests.find(id);
  if (!wanted || !(await mayDecide(deps, request.actor, wanted)))
    throw new DomainError({ kind: 'not-found', what: 'request', name: id });
  const after = { granted: isGiven, role: wanted.role, scope: wanted.scope, hours: wanted.hours };
  const intent = { ...request, action: 'teams.decide', target: { request: id }, after, reason: said };
  await recorded(deps.audit, intent, async () => {
    const by = request.actor.name;
    const given = isGiven ? grantOf(deps, wanted, by) : undefined;
    if (await deps.requests.decide(id, { by, said, grant: given })) return;
    throw new DomainError({ kind: 'conflict', what: 'request', name: id, detail: 'it was decided already' });
  });
}

const grantOf = (deps: TeamDeps, { person, role, scope, hours, reason }: KeptRequest, grantedBy: string) => ({
  ...{ role, scope, reason, grantedBy },
  subject: { to: 'person' as const, id: person.id },
  expiresAt: endOf(deps, hours),
});
