import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import { type AccountDeps, requireMayBecome, requireSession } from './account';
import { requireRole, type TeamDeps, type TeamRequest } from './give';
import { requireMayLookAfter } from './machine';
import type { MadeToken, TokenInput } from './model/token';
import { newApiToken, tokenHash } from './tokens';

export type TokenDeps = AccountDeps & Pick<TeamDeps, 'teams' | 'grants'>;
const DAY_MS = 86_400_000;

/** A token that speaks for oneself. No token makes another: it would outlive itself. */
export async function createToken(deps: TokenDeps, request: TeamRequest, input: TokenInput): Promise<MadeToken> {
  requireSession(request.actor);
  const { id } = request.actor;
  const intent = { ...request, action: 'teams.createToken', target: { person: id }, after: input };
  return recorded(deps.audit, intent, () => make(deps, request, id, input));
}

/** A token that speaks for a machine: made by who looks after it and could give all that it holds. */
export async function createTokenFor(
  deps: TokenDeps,
  request: TeamRequest,
  { person, ...input }: TokenInput & { person: string },
): Promise<MadeToken> {
  requireSession(request.actor);
  const intent = { ...request, action: 'teams.createTokenFor', target: { person }, after: input };
  return recorded(deps.audit, intent, async () => {
    await requireMayLookAfter(deps, request.actor, person);
    await requireMayBecome(deps, request.actor, person);
    return make(deps, request, person, input);
  });
}

async function make(deps: TokenDeps, { actor }: TeamRequest, person: string, input: TokenInput): Promise<MadeToken> {
  const { days, ...kept } = input;
  await requireRole(deps, kept.role);
  const token = newApiToken();
  const expiresAt = new Date(deps.clock.now().getTime() + days * DAY_MS);
  const added = { ...kept, tokenHash: tokenHash(token), createdBy: actor.name, expiresAt };
  return { id: await deps.tokens.add(person, added), token, expiresAt: expiresAt.toISOString() };
}

/** Takes a token back at once, one's own; throws `not-found` for one that is not. A token takes back none of the others. */
export async function revokeToken(deps: TokenDeps, request: TeamRequest, { id }: { id: string }): Promise<void> {
  requireSession(request.actor);
  const person = request.actor.id;
  const intent = { ...request, action: 'teams.revokeToken', target: { person, token: id } };
  await recorded(deps.audit, intent, () => remove(deps, person, id));
}

/** Takes a token of somebody else back at once. */
export async function endToken(
  deps: TokenDeps,
  request: TeamRequest,
  { person, id }: { person: string; id: string },
): Promise<void> {
  const intent = { ...request, action: 'teams.endToken', target: { person, token: id } };
  await recorded(deps.audit, intent, async () => {
    await requireMayLookAfter(deps, request.actor, person, 'teams.endToken');
    await remove(deps, person, id);
  });
}

async function remove({ tokens }: TokenDeps, person: string, id: string): Promise<void> {
  if (!(await tokens.remove(person, id))) throw new DomainError({ kind: 'not-found', what: 'token', name: id });
}
