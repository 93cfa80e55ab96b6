import { recorded } from '~/server/audit/recorded';
import { DomainError, failureOf } from '~/server/kernel/failure';
import { ok, type Result, refused } from '~/server/kernel/result';
import type { AccountDeps } from './account';
import { networkOf } from './core/pace-attempts';
import { LoginName, type SignInPlace } from './model/person';
import type { Account } from './ports';
import { newSession } from './sessions';
import { newToken } from './tokens';

/** `wrong`: name and password do not belong together, or nobody may come in by them; which of it is not told. */
export type SignInRefusal = { code: 'wrong' } | { code: 'too-many'; retryAfterMs: number };

/** Signs someone in by name and password; answers the token of their session. */
export async function signInWithPassword(
  deps: AccountDeps,
  { login, password }: { login: string; password: string },
  place: SignInPlace,
  requestId: string,
): Promise<Result<string, SignInRefusal>> {
  // what cannot be anyone's name is counted and hashed like any other
  const name = LoginName.safeParse(login).data ?? login;
  const network = networkOf(place.address);
  const retryAfterMs = await deps.attempts.take(name, network, deps.clock.now());
  if (retryAfterMs > 0) return refused({ code: 'too-many', retryAfterMs });
  const account = await deps.accounts.findByLogin(name);
  const isRight = await deps.passwords.verify(password, account?.hash);
  const work = async () => {
    if (!account || !isRight || account.disabled) throw new DomainError({ kind: 'unauthenticated' });
    await deps.attempts.forgive(name, network, deps.clock.now());
    return openFor(deps, account.id, 'password', place);
  };
  return recorded(deps.audit, intentOf(account, place, requestId), work).then(ok, (error: unknown) => {
    if (failureOf(error)?.kind !== 'unauthenticated') throw error;
    return refused({ code: 'wrong' as const });
  });
}

/** Opens a session of a person who has proved to be themselves; answers its token. */
export async function openFor(
  { sessions, clock }: Pick<AccountDeps, 'sessions' | 'clock'>,
  personId: string,
  by: string,
  place: SignInPlace,
): Promise<string> {
  const token = newToken('session');
  await sessions.open(personId, newSession(clock, { token, by, place }));
  return token;
}

/** An unknown name is not kept: people type their password into the wrong field. */
const intentOf = (account: Account | undefined, { address }: SignInPlace, requestId: string) => ({
  ...{ actor: { kind: 'system' as const, name: 'sign-in' }, action: 'teams.signIn', requestId },
  target: account ? { person: account.id, name: account.name, address } : { person: 'unknown', address },
});
