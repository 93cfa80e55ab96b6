import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import { type AccountDeps, requireSession } from './account';
import type { TeamRequest } from './give';
import type { PersonActor } from './model/actor';
import type { SessionRow } from './model/person';
import type { MachinesDoor, OwnAccount } from './model/token';
import { idleSince } from './sessions';

type Deps = Pick<AccountDeps, 'accounts' | 'sessions' | 'tokens' | 'audit' | 'clock'>;
type Ended = { person: string; session?: string | undefined };

/** The sessions of a person that live, the last used first. */
export const listSessions = ({ sessions, clock }: Deps, person: string, current?: string): Promise<SessionRow[]> =>
  sessions.list(person, current, clock.now(), idleSince(clock));

/** How one gets in oneself, and where one is signed in: for the person, not for a program that speaks for them in one place. */
export async function readAccount(deps: Deps, actor: PersonActor, door: MachinesDoor): Promise<OwnAccount> {
  requireSession(actor);
  const { id, session } = actor;
  const [account, sessions, tokens] = await Promise.all([
    deps.accounts.findById(id),
    listSessions(deps, id, session),
    deps.tokens.list(id),
  ]);
  return { door, login: account?.login || null, hasPassword: account?.hash !== undefined, sessions, tokens };
}

/** Ends one session of a person, or all of them, at once; throws `not-found` for one that is not theirs. */
export async function endSessions(deps: Deps, request: TeamRequest, { person, session }: Ended): Promise<void> {
  const action = person === request.actor.id ? 'teams.closeSession' : 'teams.endSessions';
  // a token does not put its person out
  if (action === 'teams.closeSession') requireSession(request.actor);
  const intent = { ...request, action, target: { person, session: session ?? 'all' } };
  await recorded(deps.audit, intent, async () => {
    const ended = await deps.sessions.close(person, session);
    if (ended > 0 || session === undefined) return;
    throw new DomainError({ kind: 'not-found', what: 'session', name: session });
  });
}
