import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Clock } from '~/server/kernel/clock';
import { isAllowed } from '~/server/simulator/api/access/authorize';
import { ANONYMOUS, type User } from '~/server/simulator/api/access/user';
import { forbidden, unauthorized } from '~/server/simulator/api/api-error';
import type { Store } from '~/server/simulator/api/store';

/** A bearer token and whose it is; after `expiresAt` it is refused as if it had never been. */
export type Token = { token: string; user: User; expiresAt?: Date };

/** The user of a token, with the group that every authenticated user has. */
export function userOfToken(tokens: readonly Token[], token: string, now: Date): User | undefined {
  const found = tokens.find((entry) => entry.token === token && (!entry.expiresAt || entry.expiresAt > now));
  return found && authenticated(found.user);
}

const authenticated = (user: User): User => ({ ...user, groups: [...user.groups, 'system:authenticated'] });

type Knowing = { tokens: readonly Token[]; clock: Clock; store: Store };

/** Who sends a request: bearer token, client certificate or nobody, then impersonation. Throws 401 and 403 as the real server. */
export function authenticate(request: IncomingMessage, knowing: Knowing): User {
  return impersonated(request, credentialUser(request, knowing), knowing.store);
}

function credentialUser({ headers, socket }: IncomingMessage, { tokens, clock }: Knowing): User {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const certified = socket instanceof TLSSocket ? certificateUser(socket) : undefined;
  if (certified) return certified;
  if (bearer === undefined) return ANONYMOUS;
  const user = userOfToken(tokens, bearer.trim(), clock.now());
  if (!user) throw unauthorized();
  return user;
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

/** A request that names groups to impersonate but nobody; the real server answers it with a line of text. */
export class ImpersonationError extends Error {
  override readonly name = 'ImpersonationError';

  constructor(groups: readonly string[]) {
    super(`requested [${groups.map((group) => `{Group  ${group}    }`).join(' ')}] without impersonating a user`);
  }
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation */
function impersonated({ headers }: IncomingMessage, user: User, store: Store): User {
  const name = headers['impersonate-user'];
  const groups = [headers['impersonate-group'] ?? []].flat().flatMap((value) => value.split(', '));
  if (typeof name !== 'string') {
    if (groups.length > 0) throw new ImpersonationError(groups);
    return user;
  }
  const demand = (plural: string, wanted: string, group = '') => {
    const attempt = { verb: 'impersonate', group, resource: plural, subresource: '', namespace: '', name: wanted };
    if (isAllowed(store, user, attempt)) return;
    throw forbidden(
      { group, plural },
      wanted,
      `User "${user.name}" cannot impersonate resource "${plural}" in API group "${group}" at the cluster scope`,
    );
  };
  demand('users', name);
  for (const group of groups) demand('groups', group);
  const uid = headers['impersonate-uid'];
  if (typeof uid === 'string') demand('uids', uid, 'authentication.k8s.io');
  const all = groups.includes('system:authenticated') ? groups : [...groups, 'system:authenticated'];
  return { name, groups: all, ...(typeof uid === 'string' ? { uid } : {}) };
}
