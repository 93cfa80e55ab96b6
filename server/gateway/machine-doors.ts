import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { createSocketContext } from '~/server/api/context';
import type { Wiring } from '~/server/wiring';
import { MEMBERS_PATH } from './members/core/parse-target';
import type { MembersDoorDeps } from './members/ports';
import { serveMember } from './members/serve-member';
import { serveMemberStream } from './members/serve-stream';

/** What machines ask on the https door; `false` where it is none of theirs. */
export type MachineDoors = {
  serve(message: IncomingMessage, response: ServerResponse): boolean;
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): boolean;
};

export function createMachineDoors(wiring: Wiring): MachineDoors {
  const members = membersDeps(wiring);
  const isOfMember = ({ url = '' }: IncomingMessage) => url.startsWith(MEMBERS_PATH);
  return {
    serve: (message, response) => {
      if (!isOfMember(message)) return false;
      void serveMember(members, message, response);
      return true;
    },
    upgrade: (message, socket, head) => {
      if (!isOfMember(message)) return false;
      void serveMemberStream(members, message, socket, head);
      return true;
    },
  };
}

/** What every door to members needs; by this one nobody comes with a cookie. */
export function membersDeps(wiring: Wiring): MembersDoorDeps {
  const { sights, audit, rights, log, connections, teamsOf, policies, recordings, clock } = wiring;
  return {
    ...{ sights, audit, rights, teamsOf, policies, recordings: { recordings, clock } },
    personOf: (headers) => createSocketContext(wiring, withoutCookies(headers)).person(),
    connectionOf: (cluster) => connections.of(cluster),
    onTrouble: (detail, error) => log.error({ err: error }, detail),
  };
}

/** A browser sends cookies by itself; a token is shown on purpose. */
const withoutCookies = (headers: IncomingHttpHeaders) => ({
  get: (name: string) => {
    const value = name === 'cookie' ? undefined : headers[name];
    return (Array.isArray(value) ? value.join(', ') : value) ?? null;
  },
});
