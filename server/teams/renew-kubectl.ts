import { recorded } from '~/server/audit/recorded';
import type { AccountDeps } from './account';
import {
  hashesOf,
  isAccessToken,
  newAccessToken,
  newSalt,
  readRefreshToken,
  successorOf,
  writeRefreshToken,
} from './kubectl-tokens';
import type { PersonActor } from './model/actor';
import type { KubectlSessionOf } from './ports';
import { idleSince } from './sessions';
import { ACCESS_MS, type KubectlGrant } from './sign-in-device';
import { tokenHash } from './tokens';

type Deps = Pick<AccountDeps, 'kubectl' | 'sessions' | 'audit' | 'clock'>;

/** For so long the credential before leads to the same successor: an answer was lost, or two programs asked at once. */
const GRACE_MS = 30_000;

/**
 * Takes what renews a session of kubectl for access and its successor; undefined when the session is over. An old one that is
 * shown again ends the session, on record: two hold what one was given.
 */
export async function renewKubectl(deps: Deps, text: string, requestId: string): Promise<KubectlGrant | undefined> {
  const shown = readRefreshToken(text);
  if (!shown) return undefined;
  const now = deps.clock.now();
  const access = newAccessToken();
  const next = {
    salt: newSalt(),
    hashOf: (salt: Uint8Array) => hashesOf(successorOf(shown, salt)).partHash,
    previousUntil: new Date(now.getTime() + GRACE_MS),
  };
  const wanted = { tokenHash: tokenHash(access), expiresAt: new Date(now.getTime() + ACCESS_MS) };
  const at = { now, idleSince: idleSince(deps.clock) };
  const renewed = await deps.kubectl.renew(hashesOf(shown), next, wanted, at);
  if (renewed.state === 'reused') await endReused(deps, renewed, requestId);
  if (renewed.state !== 'renewed') return undefined;
  const refresh = writeRefreshToken(successorOf(shown, renewed.salt));
  return { access, expiresAt: renewed.expiresAt, refresh };
}

/** Ends the session of which this is a credential, current or not: who holds one may put it away. */
export async function endKubectl(deps: Deps, text: string, requestId: string): Promise<void> {
  const shown = readRefreshToken(text);
  const of = shown && (await deps.kubectl.ofFamily(hashesOf(shown).familyHash));
  if (of) await end(deps, of, { action: 'teams.signOut', requestId });
}

const endReused = (deps: Deps, of: KubectlSessionOf, requestId: string) =>
  end(deps, of, {
    action: 'teams.endSessions',
    requestId,
    reason: 'a used credential of this session was shown again',
  });

async function end(
  { sessions, audit }: Deps,
  { session, personId, person, machine }: KubectlSessionOf,
  told: { action: string; requestId: string; reason?: string },
): Promise<void> {
  const actor = { kind: 'system' as const, name: 'sign-in' };
  const target = { person: personId, name: person, session, machine };
  await recorded(audit, { ...told, actor, target }, async () => void (await sessions.close(personId, session)));
}

/**
 * Whom kubectl speaks for, with the rights of now; undefined when its access or its session is over. `isOpen`: for a stream
 * that it has opened, which outlives the access and not the session.
 */
export async function authenticateKubectl(
  { kubectl, clock }: Pick<Deps, 'kubectl' | 'clock'>,
  token: string,
  isOpen = false,
): Promise<PersonActor | undefined> {
  if (!isAccessToken(token)) return undefined;
  return kubectl.find(tokenHash(token), { now: clock.now(), idleSince: idleSince(clock), isOpen });
}
