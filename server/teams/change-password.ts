import { recorded } from '~/server/audit/recorded';
import { DomainError, invalid } from '~/server/kernel/failure';
import { type AccountDeps, requireSession } from './account';
import { judgePassword } from './core/judge-password';
import type { TeamRequest } from './give';

/** Throws `invalid` at the field for a password that cannot be chosen. */
export function requireGoodPassword(field: string, password: string, login: string): void {
  const why = judgePassword(password, login);
  if (why !== undefined) throw invalid(field, why);
}

/** Changes one's own password, which ends all of one's other sessions. The current one is asked for, at the pace of a sign-in. */
export async function changePassword(
  deps: AccountDeps,
  request: TeamRequest,
  { current, next }: { current: string; next: string },
): Promise<void> {
  const { actor } = request;
  requireSession(actor);
  const account = await deps.accounts.findById(actor.id);
  const intent = { ...request, action: 'teams.changePassword', target: { person: actor.id } };
  await recorded(deps.audit, intent, async () => {
    if (account?.hash === undefined) throw new DomainError({ kind: 'not-found', what: 'password', name: actor.name });
    const wait = await deps.attempts.take(account.id, 'own session', deps.clock.now());
    if (wait > 0) throw invalid('current', `too many tries; the next in ${Math.ceil(wait / 1000)} s`);
    if (!(await deps.passwords.verify(current, account.hash))) throw invalid('current', 'is not your password');
    requireGoodPassword('next', next, account.login);
    await deps.accounts.setPassword(actor.id, await deps.passwords.hash(next), actor.session);
    await deps.attempts.forgive(account.id, 'own session', deps.clock.now());
  });
}
