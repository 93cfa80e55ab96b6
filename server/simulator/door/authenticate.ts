import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Clock } from '~/server/kernel/clock';
import {
  type Authenticated,
  ISSUER,
  type ServiceAccountTokens,
} from '~/server/simulator/api/access/service-account-tokens';
import { ANONYMOUS, type User } from '~/server/simulator/api/access/user';
import { unauthorized } from '~/server/simulator/api/api-error';
import type { Store } from '~/server/simulator/api/store';
import { impersonated } from './impersonate';

/** A bearer token and whose it is; after `expiresAt` it is refused as if it had never been. */
export type Token = { token: string; user: User; expiresAt?: Date };

/** The user of a token, with the group that every authenticated user has. */
export function userOfToken(tokens: readonly Token[], token: string, now: Date): User | undefined {
  const found = tokens.find((entry) => entry.token === token && (!entry.expiresAt || entry.expiresAt > now));
  return found && authenticated(found.user);
}

const authenticated = (user: User): User => ({ ...user, groups: [...user.groups, 'system:authenticated'] });

/** `accounts` knows the tokens of service accounts. */
type Knowing = { tokens: readonly Token[]; accounts: ServiceAccountTokens; clock: Clock; store: Store };

/** Whose a bearer token is, for somebody who is one of the audiences; an error in the server's words. */
export function authenticateToken(
  { tokens, accounts, clock }: Omit<Knowing, 'store'>,
  token: string,
  audiences: readonly string[],
): Authenticated {
  const user = userOfToken(tokens, token, clock.now());
  if (user) return { user, audiences: [ISSUER] };
  const found = accounts.userOf(token, audiences);
  if (!found) return { error: 'invalid bearer token' };
  return 'error' in found ? { error: `[invalid bearer token, ${found.error}]` } : found;
}

/** Who sends a request: bearer token, client certificate or nobody, then impersonation. Throws 401 and 403 as the real server. */
export function authenticate(request: IncomingMessage, knowing: Knowing): User {
  return impersonated(request.headers, credentialUser(request, knowing), knowing.store);
}

function credentialUser({ headers, socket }: IncomingMessage, knowing: Knowing): User {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const certified = socket instanceof TLSSocket ? certificateUser(socket) : undefined;
  if (certified) return certified;
  if (bearer === undefined) return ANONYMOUS;
  const found = authenticateToken(knowing, bearer.trim(), [ISSUER]);
  if ('error' in found) throw unauthorized();
  return found.user;
}

const known = new WeakMap<TLSSocket, User | 'none'>();

/** A connection keeps its certificate: it is read once. A certificate of another authority is refused. */
function certificateUser(socket: TLSSocket): User | undefined {
  const before = known.get(socket);
  if (before !== undefined) return before === 'none' ? undefined : before;
  const { subject } = socket.getPeerCertificate();
  if (subject === undefined) {
    known.set(socket, 'none');
    return undefined;
  }
  if (!socket.authorized) throw unauthorized();
  // Node gives several organizations as a list, whatever its types say.
  const organizations: unknown = subject.O;
  const groups = organizations === undefined ? [] : [organizations].flat().map(String);
  const user = authenticated({ name: String(subject.CN), groups });
  known.set(socket, user);
  return user;
}
