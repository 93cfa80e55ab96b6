import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '~/server/db/client';
import { createSealer } from '~/server/db/seal';
import { readEnv } from '~/server/env';
import { loadAuthority } from '~/server/gateway/authority-store';
import { makeServerCertificate } from '~/server/gateway/hub-authority';
import { createMachineDoors, type MachineDoors } from '~/server/gateway/machine-doors';
import { createLiveHub } from '~/server/live/live-hub';
import { createLog } from '~/server/log';
import { wireWithTunnels } from '~/server/process/keep-tunnels';
import { startWatches } from '~/server/process/watches';
import { watchRights } from '~/server/teams/watch/rights-signal';
import type { Wiring } from '~/server/wiring';
import type { Yaml } from '~/server/yaml/model';

/** A replica of the hub as machines see it: the https door, tunnels and watches, without pages. */
export type TestReplica = { wiring: Wiring; url: string; ca: string; stop(): Promise<void> };

export type ReplicaOptions = {
  url: string;
  /** The hub's own, shared by its replicas. */
  key: Buffer;
  watches?: boolean;
  /** 0: any. A replica that comes back takes the port that it had. */
  port?: number;
};

const YAML: Yaml = { read: () => Promise.reject(new Error('no YAML here')) } as unknown as Yaml;

export async function startReplica({
  url,
  key,
  watches = false,
  port: wanted = 0,
}: ReplicaOptions): Promise<TestReplica> {
  const database = openDatabase(url, 8);
  const sealer = createSealer([key]);
  const authority = await loadAuthority(database, sealer, new Date());
  const { certificate, key: serverKey } = await makeServerCertificate(authority, ['127.0.0.1'], new Date());
  let doors: MachineDoors | undefined;
  const server = createServer({ cert: certificate, key: serverKey }, (message, response) => {
    if (!doors?.serve(message, response)) response.writeHead(404).end();
  });
  server.on('upgrade', (message, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!doors?.upgrade(message, socket, head)) socket.destroy();
  });
  await once(server.listen(wanted, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `https://127.0.0.1:${port}`;
  const env = {
    ...readEnv({ PORTOLAN_LEASE_SECONDS: '2', PORTOLAN_DIAL_ALLOW: '127.0.0.0/8', PORTOLAN_MACHINES_URL: origin }),
    peerAddress: `127.0.0.1:${port}`,
  };
  let nudge = () => {};
  const live = createLiveHub();
  const rights = await watchRights(url, database);
  const { wiring, news } = await wireWithTunnels(url, {
    ...{ env, hubId: 'replica', database, sealer, authority, live, yaml: YAML, log: createLog('silent') },
    rights,
    changed: () => nudge(),
    publish: (topic, cluster) => live.publish({ topic, cluster }),
  });
  doors = createMachineDoors(wiring);
  const fleet = watches ? startWatches(wiring, (topic, cluster) => live.publish({ topic, cluster })) : undefined;
  nudge = () => fleet?.nudge();
  const stop = async () => {
    await fleet?.stop();
    doors?.close();
    await news.close();
    await rights.close();
    server.closeAllConnections();
    server.close();
    await wiring.connections.close();
    await database.close();
  };
  return { wiring, url: origin, ca: authority.certificate, stop };
}
