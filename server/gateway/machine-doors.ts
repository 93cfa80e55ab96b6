import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { createSocketContext } from '~/server/api/context';
import type { MemberConnection } from '~/server/kube/member-connection';
import type { PersonActor } from '~/server/teams/model/actor';
import { rememberSights } from '~/server/teams/remember-sights';
import { tokenHash } from '~/server/teams/tokens';
import type { Wiring } from '~/server/wiring';
import { createDeviceDoor } from './device/serve-device';
import { isForHub } from './hub/core/parse-hub-target';
import { serveHub } from './hub/serve-hub';
import { hubDeps } from './hub/wire-hub';
import { isForJoining, type JoinDoorDeps, serveJoin } from './join/serve-join';
import { connectionsOf } from './members/connections-of';
import { MEMBERS_PATH } from './members/core/parse-target';
import type { MembersDoorDeps } from './members/ports';
import { rememberBriefly } from './members/remember-briefly';
import { serveMember } from './members/serve-member';
import { serveMemberStream } from './members/serve-stream';
import { isOfPeer, servePeer } from './peers/serve-peer';
import { createTokenBucket } from './token-bucket';
import { createAgentsDoor } from './tunnel/serve-agents';

/** What machines ask on the https door; `false` where it is none of theirs. */
export type MachineDoors = {
  serve(message: IncomingMessage, response: ServerResponse): boolean;
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): void;
};

/** Wrong tokens of one address: a few at once, then one every ten seconds. */
const TRIES = { perSecond: 0.1, burst: 20 };

export function createMachineDoors(wiring: Wiring): MachineDoors {
  const members = membersDeps(wiring);
  const hub = hubDeps(wiring, members);
  const { tunnels } = wiring.agents;
  const agents = createAgentsDoor(tunnels);
  const sessionOf = (cluster: string) => tunnels.tunnels.find(cluster)?.tunnel.session;
  const joining: JoinDoorDeps = {
    ...{ ...wiring.agents, authority: tunnels.authority, image: wiring.env.agentImage, newRequestId: randomUUID },
    tries: createTokenBucket(wiring.clock, TRIES),
  };
  const devices = createDeviceDoor(wiring);
  const isOfMember = ({ url = '' }: IncomingMessage) => url.startsWith(MEMBERS_PATH);
  return {
    serve: (message, response) => {
      if (isForJoining(message.url ?? '')) {
        void serveJoin(joining, message, response).catch((error: unknown) => {
          members.onTrouble('an agent could not join', error);
          response.destroy();
        });
        return true;
      }
      if (devices.serve(message, response)) return true;
      if (isForHub(message.url ?? '')) {
        void serveHub(hub, message, response);
        return true;
      }
      if (!isOfMember(message)) return false;
      void serveMember(members, message, response);
      return true;
    },
    upgrade: (message, socket, head) => {
      const { url = '' } = message;
      if (url === '/agent/connect') agents.upgrade(message, socket, head);
      else if (isOfPeer(url)) servePeer(sessionOf, tunnels.authority.key, message, socket);
      else if (isOfMember(message)) void serveMemberStream(members, message, socket, head);
      else return false;
      return true;
    },
    close: agents.close,
  };
}

/** What every door to members needs; by this one nobody comes with a cookie. */
export function membersDeps(wiring: Wiring): MembersDoorDeps {
  const { audit, rights, log, clock, policies, recordings } = wiring;
  // made before anyone is followed: they are emptied before followers ask again
  const callers = rememberBriefly<PersonActor | undefined>({ clock, onChange: rights.onChange });
  const teams = rememberBriefly<string[]>({ clock, onChange: rights.onChange });
  const connect = connectionsOf({ registry: wiring.clusters.registry, connections: wiring.connections });
  const members = rememberBriefly<MemberConnection>({ clock, onChange: rights.onChange });
  return {
    ...{ audit, rights, policies, recordings: { recordings, clock } },
    // what is kept by rights goes with the caller to whom they were read
    sights: rememberSights(wiring.sights),
    teamsOf: (person) => teams(person, () => wiring.teamsOf(person)),
    personOf: async (headers, isOpen = false) => {
      const { sessionToken, person, from } = createSocketContext(wiring, withoutCookies(headers), isOpen);
      if (sessionToken === undefined) return undefined;
      const key = `${isOpen} ${Buffer.from(tokenHash(sessionToken)).toString('base64')}`;
      const caller = await callers(key, person);
      return caller && { ...caller, from };
    },
    connectionOf: (cluster) => members(cluster, () => connect(cluster)),
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
