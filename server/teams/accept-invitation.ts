import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import type { AccountDeps } from './account';
import { requireGoodPassword } from './change-password';
import type { SignInPlace } from './model/person';
import { openFor } from './sign-in';
import { tokenHash } from './tokens';

/**
 * Uses an invitation up: sets the password of its person and signs them in; answers the session's token. Throws
 * `unauthenticated` for a link that is none, and `invalid` for a password that cannot be chosen, which leaves the link.
 */
export async function acceptInvitation(
  deps: AccountDeps,
  { token, password }: { token: string; password: string },
  place: SignInPlace,
  requestId: string,
): Promise<string> {
  const digest = tokenHash(token);
  const person = await deps.accounts.invited(digest, deps.clock.now());
  if (!person) throw new DomainError({ kind: 'unauthenticated' });
  requireGoodPassword('password', password, person.login);
  const hash = await deps.passwords.hash(password);
  const actor = { kind: 'system' as const, name: 'sign-in' };
  const target = { person: person.id, name: person.name, address: place.address };
  return recorded(deps.audit, { actor, action: 'teams.acceptInvitation', target, requestId }, async () => {
    const isMine = await deps.accounts.acceptInvitation(digest, hash, deps.clock.now());
    if (!isMine) throw new DomainError({ kind: 'unauthenticated' });
    return openFor(deps, person.id, 'invitation', place);
  });
}
