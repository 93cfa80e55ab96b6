import type { Secret } from '~/server/kernel/secret';
import type { Identity, MemberCredential } from '~/server/kube/member';

export type RequestHeaders = Record<string, string | string[]>;

export type HeaderParts = {
  credential: MemberCredential;
  identity: Identity;
  accept: string;
  /** Of the body; absent without one. */
  contentType?: string;
  /** Of a stream that a person asked for, as they sent them: the versions of it that they speak. */
  stream?: readonly (readonly [name: string, value: string])[];
};

/** What the two ends of a stream agree on: https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/remotecommand/constants.go */
const OF_STREAMS = new Set([
  'x-stream-protocol-version',
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-protocol',
]);

/**
 * The only function that writes headers towards a member, and the only one that reveals a token. Nothing is copied from
 * a caller. Throws rather than fall back to the hub's own rights: CVE-2026-23990 was an empty user that did.
 */
export function requestHeaders({
  credential,
  identity,
  accept,
  contentType,
  stream = [],
}: HeaderParts): RequestHeaders {
  return {
    accept: printable('accept', accept),
    'user-agent': 'portolan',
    ...(contentType === undefined ? {} : { 'content-type': printable('content-type', contentType) }),
    ...(credential.kind === 'token' ? { authorization: bearer(credential.token) } : {}),
    ...(identity.kind === 'impersonated' ? impersonation(identity) : {}),
    ...streamHeaders(stream),
  };
}

/** Old servers take each version from a header of its own, so that one that stands twice stays so. */
function streamHeaders(given: NonNullable<HeaderParts['stream']>): RequestHeaders {
  const kept = given.filter(([name]) => OF_STREAMS.has(name));
  const values = (name: string) => kept.flatMap(([one, value]) => (one === name ? [printable(name, value)] : []));
  return Object.fromEntries(kept.map(([name]) => [name, values(name)]));
}

const bearer = (token: Secret) => `Bearer ${printable('token', token.reveal())}`;

function impersonation({ user, groups }: { user: string; groups: string[] }): RequestHeaders {
  const named = { 'impersonate-user': subject('user', user) };
  return groups.length === 0
    ? named
    : { ...named, 'impersonate-group': groups.map((group) => subject('group', group)) };
}

function subject(what: string, name: string): string {
  if (/^\s*system:/i.test(name)) throw new Error(`impersonating a system: ${what} is never allowed`);
  return printable(what, name);
}

/** The value is kept out of the message: it may be a token. */
function printable(what: string, value: string): string {
  if (value.trim() === '') throw new Error(`the ${what} of a request must not be empty`);
  if (value !== value.trim()) throw new Error(`the ${what} of a request must not begin or end with a space`);
  if (!/^[\x20-\x7e]+$/.test(value)) throw new Error(`the ${what} of a request must be printable ASCII`);
  return value;
}
