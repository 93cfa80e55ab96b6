import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { createSocketContext } from '~/server/api/context';
import { DomainError } from '~/server/kernel/failure';
import type { MemberConnection } from '~/server/kube/member-connection';
import type { PersonActor } from '~/server/teams/model/actor';
import { rememberSights } from '~/server/teams/remember-sights';
import { tokenHash } from '~/server/teams/tokens';
import type { Wiring } from '~/server/wiring';
import { MEMBERS_PATH } from './members/core/parse-target';
import type { MembersDoorDeps } from './members/ports';
import { rememberBriefly } from './members/remember-briefly';
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

function membersDeps(wiring: Wiring): MembersDoorDeps {
  const { audit, rights, log, clock } = wiring;
  // made before anyone is followed: they are emptied before followers ask again
  const callers = rememberBriefly<PersonActor | undefined>({ clock, onChange: rights.onChange });
  const teams = rememberBriefly<string[]>({ clock, onChange: rights.onChange });
  const members = rememberBriefly<MemberConnection>({ clock, onChange: rights.onChange });
  return {
    ...{ audit, rights },
    // what is kept by rights goes with the caller to whom they were read
    sights: rememberSights(wiring.sights),
    teamsOf: (person) => teams(person, () => wiring.teamsOf(person)),
    personOf: async (headers) => {
      const { sessionToken, person, from } = createSocketContext(wiring, withoutCookies(headers));
      if (sessionToken === undefined) return undefined;
      const caller = await callers(Buffer.from(tokenHash(sessionToken)).toString('base64'), person);
      return caller && { ...caller, from };
    },
    connectionOf: (cluster) => members(cluster, () => connectionOf(wiring, cluster)),
    onTrouble: (detail, error) => log.error({ err: error }, detail),
  };
}

async function connectionOf({ clusters, connections }: Wiring, cluster: string): Promise<MemberConnection> {
  if ((await clusters.registry.find(cluster))?.state === 'suspended')
    throw new DomainError({ kind: 'cluster-unreachable', cluster, reason: 'suspended', detail: 'it is suspended' });
  return connections.of(cluster);
}

/** A browser sends cookies by itself; a token is shown on purpose. */
const withoutCookies = (headers: IncomingHttpHeaders) => ({
  get: (name: string) => {
    const value = name === 'cookie' ? undefined : headers[name];
    return (Array.isArray(value) ? value.join(', ') : value) ?? null;
  },
});
