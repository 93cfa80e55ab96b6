import type { Secret } from '~/server/kernel/secret';
import type { Identity, MemberCredential } from '~/server/kube/member';

export type RequestHeaders = Record<string, string | string[]>;

export type HeaderParts = {
  credential: MemberCredential;
  identity: Identity;
  accept: string;
  /** Of the body; absent without one. */
  contentType?: string;
};

/**
 * The only function that writes headers towards a member, and the only one that reveals a token. Nothing is copied from
 * a caller. Throws rather than fall back to the hub's own rights: CVE-2026-23990 was an empty user that did.
 */
export function requestHeaders({ credential, identity, accept, contentType }: HeaderParts): RequestHeaders {
  return {
    accept: printable('accept', accept),
    'user-agent': 'portolan',
    ...(contentType === undefined ? {} : { 'content-type': printable('content-type', contentType) }),
    ...(credential.kind === 'token' ? { authorization: bearer(credential.token) } : {}),
    ...(identity.kind === 'impersonated' ? impersonation(identity) : {}),
  };
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
