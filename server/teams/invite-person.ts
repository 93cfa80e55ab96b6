import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import { type AccountDeps, requireMayBecome, requireSession } from './account';
import type { TeamRequest } from './give';
import type { Invited } from './model/person';
import { newToken, tokenHash } from './tokens';

const INVITATION_MS = 24 * 3_600_000;

/** A new person, who holds nothing yet, and the link by which they choose their password. */
export async function invitePerson(
  deps: AccountDeps,
  request: TeamRequest,
  person: { name: string; login: string },
): Promise<Invited> {
  requireSession(request.actor);
  const intent = { ...request, action: 'teams.invite', target: { login: person.login }, after: { name: person.name } };
  return recorded(deps.audit, intent, async () => issue(deps, await deps.accounts.add(person)));
}

/** Another link for someone who is known: the first was lost, or their password was. The link before it stops working. */
export async function reinvitePerson(
  deps: AccountDeps,
  request: TeamRequest,
  { id }: { id: string },
): Promise<Invited> {
  requireSession(request.actor);
  const person = await deps.accounts.findById(id);
  if (!person || person.login === '') throw new DomainError({ kind: 'not-found', what: 'person', name: id });
  const intent = { ...request, action: 'teams.reinvite', target: { person: id, name: person.name } };
  return recorded(deps.audit, intent, async () => {
    if (person.disabled) {
      throw new DomainError({ kind: 'conflict', what: 'person', name: person.name, detail: 'they are disabled' });
    }
    await requireMayBecome(deps, request.actor, id);
    return issue(deps, id);
  });
}

async function issue({ accounts, clock }: AccountDeps, id: string): Promise<Invited> {
  const token = newToken('invitation');
  const expiresAt = new Date(clock.now().getTime() + INVITATION_MS);
  await accounts.invite(id, tokenHash(token), expiresAt);
  return { id, token, expiresAt: expiresAt.toISOString() };
}
