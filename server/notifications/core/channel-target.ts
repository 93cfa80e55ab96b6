import { ok, type Result, refused } from '~/server/kernel/result';
import type { ChannelInput, MailServer } from '../model/channel';

type Target = ChannelInput['target'];
type Fault = { path: string; message: string };

/** Where a channel leads, for people to see: never the part of an address that lets one post to it. */
export type Lead = { leadsTo: string; server: MailServer | null };

/** What is kept of a channel that is being changed. */
export type Before = { kind: Target['kind']; leadsTo: string; server: MailServer | null } | undefined;

/**
 * What of a channel's target may be shown. A webhook is https, without credentials before the host. What opens a channel is
 * kept only as long as it leads to the same place: a password must not be sent to a server that somebody else has put there.
 */
export function readTarget(target: Target, before: Before): Result<Lead, Fault> {
  if (target.kind === 'email') {
    const { server, password } = target;
    const isSame =
      before?.kind === 'email' && before.server?.host === server.host && before.server.port === server.port;
    if (server.user !== null && password === undefined && !isSame) {
      return refused({ path: 'target.password', message: 'give the password for this server' });
    }
    return ok({ leadsTo: server.to.join(', '), server });
  }
  const kept = before?.kind === target.kind ? before.leadsTo : undefined;
  const leadsTo = target.url === undefined ? kept : originOf(target.url);
  if (leadsTo === undefined) {
    return refused({ path: 'target.url', message: 'write https://host/path, without a user name' });
  }
  if (target.kind === 'webhook' && target.signingKey === undefined && kept !== leadsTo) {
    return refused({ path: 'target.signingKey', message: 'give a key to sign with' });
  }
  return ok({ leadsTo, server: null });
}

/** The origin of an https address without user name; WHATWG parsing turns `https://@host` into one: look at what was written. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text) || text.includes('\\')) return undefined;
  const { protocol, origin } = new URL(text);
  const authority = /^[^:]*:\/*([^/?#]*)/.exec(text)?.[1] ?? '';
  return protocol === 'https:' && !authority.includes('@') ? origin : undefined;
}
