import type { IncomingHttpHeaders } from 'node:http';
import { isAllowed } from '~/server/simulator/api/access/authorize';
import { serviceAccountGroups } from '~/server/simulator/api/access/service-account-tokens';
import { ANONYMOUS, type User } from '~/server/simulator/api/access/user';
import { forbidden } from '~/server/simulator/api/api-error';
import type { Store } from '~/server/simulator/api/store';

/** A request that names groups or more to impersonate but nobody; the real server answers it with a line of text. */
export class ImpersonationError extends Error {
  override readonly name = 'ImpersonationError';

  constructor(wanted: readonly Wanted[]) {
    const listed = wanted.map(({ kind, name, version, field }) => `{${kind}  ${name}  ${version}  ${field}}`);
    super(`requested [${listed.join(' ')}] without impersonating a user`);
  }
}

/** One thing that is asked for; `version` and `field` are what the real server tells of it. */
type Wanted = {
  kind: string;
  name: string;
  version: string;
  field: string;
  plural: string;
  subresource: string;
  group: string;
  namespace: string;
};

const EXTRA = 'impersonate-extra-';
const AUTHENTICATION = 'authentication.k8s.io';

/**
 * The user that a request asks to be, each part of it permitted by the `impersonate` verb; throws the 403 of the real server
 * (https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation).
 */
export function impersonated(headers: IncomingHttpHeaders, user: User, store: Store): User {
  const name = headers['impersonate-user'];
  const groups = valuesOf(headers['impersonate-group']);
  const extra = extraOf(headers);
  const uid = headers['impersonate-uid'];
  const wanted = [
    ...groups.map((group) => plain('Group', 'groups', group)),
    ...Object.entries(extra).flatMap(([key, values]) => values.map((value) => extraWanted(key, value))),
    ...(typeof uid === 'string' ? [{ ...plain('UID', 'uids', uid), group: AUTHENTICATION }] : []),
  ];
  if (typeof name !== 'string') {
    if (wanted.length > 0) throw new ImpersonationError(wanted);
    return user;
  }
  for (const one of [userWanted(name), ...wanted]) demand(store, user, one);
  return {
    name,
    groups: groupsFor(name, groups),
    ...(typeof uid === 'string' ? { uid } : {}),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
}

const valuesOf = (header: string | string[] | undefined) => [header ?? []].flat().flatMap((value) => value.split(', '));

function extraOf(headers: IncomingHttpHeaders): Record<string, string[]> {
  const extra = Object.keys(headers).filter((header) => header.startsWith(EXTRA));
  return Object.fromEntries(
    extra.map((header) => [decodeURIComponent(header.slice(EXTRA.length)), valuesOf(headers[header])]),
  );
}

const plain = (kind: string, plural: string, name: string): Wanted => ({
  kind,
  plural,
  name,
  version: '',
  field: '',
  group: '',
  subresource: '',
  namespace: '',
});

const extraWanted = (key: string, value: string): Wanted => ({
  ...plain('UserExtra', 'userextras', value),
  version: `${AUTHENTICATION}/v1`,
  field: key,
  group: AUTHENTICATION,
  subresource: key,
});

function userWanted(name: string): Wanted {
  const [, namespace = '', account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? [];
  if (account === undefined) return plain('User', 'users', name);
  return { ...plain('ServiceAccount', 'serviceaccounts', account), namespace };
}

function demand(store: Store, user: User, { plural, group, subresource, namespace, name }: Wanted): void {
  if (isAllowed(store, user, { verb: 'impersonate', group, resource: plural, subresource, namespace, name })) return;
  const resource = subresource === '' ? plural : `${plural}/${subresource}`;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  throw forbidden(
    { group, plural },
    name,
    `User "${user.name}" cannot impersonate resource "${resource}" in API group "${group}" ${where}`,
  );
}

/** Everybody but the anonymous is authenticated; a service account that names no groups is in its own. */
function groupsFor(name: string, given: readonly string[]): string[] {
  if (name === ANONYMOUS.name) return [...new Set([...given, ...ANONYMOUS.groups])];
  const [, namespace] = /^system:serviceaccount:([^:]+):[^:]+$/.exec(name) ?? [];
  const own = given.length === 0 && namespace !== undefined ? serviceAccountGroups(namespace) : given;
  return own.includes('system:authenticated') ? [...own] : [...own, 'system:authenticated'];
}
