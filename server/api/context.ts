import { randomUUID } from 'node:crypto';
import { isAccessToken } from '~/server/teams/kubectl-tokens';
import type { Origin, PersonActor } from '~/server/teams/model/actor';
import { authenticateKubectl } from '~/server/teams/renew-kubectl';
import { authenticate, authenticateAndRotate, SESSION_HOURS } from '~/server/teams/sessions';
import { isApiToken } from '~/server/teams/tokens';
import { authenticateToken } from '~/server/teams/use-token';
import type { Wiring } from '~/server/wiring';
import { CLIENT_ADDRESS } from './client-address';
import { readCookieToken, readSessionToken, sessionCookie } from './cookies';

/** What every procedure knows of its request. `setCookie` is absent where no answer carries headers (WebSocket). */
export type Context = {
  wiring: Wiring;
  /** Who asks, with the rights of this moment; undefined when nobody is signed in (any more). */
  person(): Promise<PersonActor | undefined>;
  sessionToken: string | undefined;
  from: Origin;
  requestId: string;
  setCookie?: ((cookie: string) => void) | undefined;
};

/** Over HTTP a context lives for one request, and who asks is found once for all procedures of its batch. */
export function createContext(
  wiring: Wiring,
  headers: { get(name: string): string | null },
  setCookie?: (cookie: string) => void,
): Context {
  const context = createSocketContext(wiring, headers);
  let found: ReturnType<Context['person']> | undefined;
  const person = () => {
    found ??=
      setCookie && readCookieToken(headers) === context.sessionToken ? rotating(context, setCookie) : context.person();
    return found;
  };
  return { ...context, person, ...(setCookie ? { setCookie } : {}) };
}

/** Who came with a cookie, which is replaced when their rights have changed. */
async function rotating({ wiring, sessionToken, from }: Context, setCookie: (cookie: string) => void) {
  if (sessionToken === undefined) return undefined;
  const found = await authenticateAndRotate(wiring.sessions, sessionToken);
  if (found?.rotated) {
    setCookie(sessionCookie(found.rotated, { secure: wiring.secureCookies, maxAgeSeconds: SESSION_HOURS * 3600 }));
  }
  return found && { ...found.person, from };
}

/**
 * A socket outlives many rights: who asks is found anew for each procedure. `isOpen`: it is about a stream that runs already,
 * which outlives the minutes of kubectl's access.
 */
export function createSocketContext(
  wiring: Wiring,
  headers: { get(name: string): string | null },
  isOpen = false,
): Context {
  const sessionToken = readSessionToken(headers);
  const from = originOf(headers);
  const find = async () => {
    if (sessionToken === undefined) return undefined;
    if (isApiToken(sessionToken)) return authenticateToken(wiring.accounts, sessionToken);
    if (isAccessToken(sessionToken)) return authenticateKubectl(wiring.accounts, sessionToken, isOpen);
    return authenticate(wiring.sessions, sessionToken);
  };
  const person = async () => {
    const found = await find();
    return found && { ...found, from };
  };
  return { wiring, person, sessionToken, from, requestId: randomUUID() };
}

const MOST_AGENT = 300;

const originOf = (headers: { get(name: string): string | null }): Origin => ({
  address: headers.get(CLIENT_ADDRESS) ?? '',
  agent: (headers.get('user-agent') ?? '').slice(0, MOST_AGENT),
});
