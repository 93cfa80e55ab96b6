import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { dialHub } from '~/server/agent/dial-hub';
import { createForwarder } from '~/server/agent/forward';
import { serveHub } from '~/server/agent/serve-hub';
import { admitAgent, type Recognize } from '~/server/gateway/tunnel/handshake';
import { MAX_FRAME } from '~/server/gateway/tunnel/model/limits';
import { openTunnel } from '~/server/gateway/tunnel/tunnel';
import { createTunnels, type Tunnels } from '~/server/gateway/tunnel/tunnels';
import type { Member } from '~/server/kube/member';
import { createTestAuthority } from '~/server/kube/testing/certificates';

/** A hub's end of tunnels on a loopback port; every agent that proves to be anything is let in as what it calls itself. */
export type TestHub = { tunnels: Tunnels; url: string; ca: string; sockets: Set<WebSocket>; stop(): Promise<void> };

export async function startTestHub(recognize?: Recognize): Promise<TestHub> {
  const tunnels = createTunnels();
  const sockets = new Set<WebSocket>();
  const authority = await createTestAuthority();
  const { certificate: cert, key } = await authority.issue({ name: 'CN=hub', addresses: ['127.0.0.1'] });
  const server = createServer({ cert, key }).listen(0, '127.0.0.1');
  const upgrades = new WebSocketServer({ server, perMessageDeflate: false, maxPayload: MAX_FRAME });
  let epoch = 0;
  const welcome: Recognize = async ({ version }) => ({
    cluster: version,
    verdict: { type: 'welcome', epoch: ++epoch },
  });
  upgrades.on('connection', async (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => {});
    const admitted = await admitAgent(socket, recognize ?? welcome);
    if (!admitted) return;
    const tunnel = await openTunnel(socket).catch(() => undefined);
    if (tunnel) tunnels.adopt({ ...admitted, tunnel });
  });
  await once(server, 'listening');
  const stop = async () => {
    for (const socket of sockets) socket.terminate();
    upgrades.close();
    server.close();
  };
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { tunnels, url, ca: authority.certificate, sockets, stop };
}

/** Lets an agent for a member dial the hub; resolves when requests of the hub arrive at it. */
export async function joinTestHub(hub: TestHub, { server, certificateAuthority, credential }: Member, as: string) {
  if (credential.kind === 'agent') throw new Error('this member is behind an agent already');
  const { hostname, port } = new URL(server);
  const own =
    credential.kind === 'token'
      ? { token: () => credential.token.reveal() }
      : { client: { cert: credential.certificate, key: credential.key.reveal() } };
  const api = { host: hostname, port: Number(port), ca: certificateAuthority ?? '', ...own };
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const identity = { key, certificate: '-----BEGIN CERTIFICATE-----' };
  const dialled = await dialHub(hub, identity, { version: as, writes: true });
  if ('refused' in dialled) throw new Error(`the hub refuses: ${dialled.refused.reason}`);
  serveHub(dialled.socket, createForwarder({ api, allowance: () => ({ writes: true }) }));
  while (!hub.tunnels.find(as)) await new Promise((resolve) => setTimeout(resolve, 5));
  return dialled.socket;
}

/** A member as the hub knows one that has an agent. */
export const tunnelled = (member: Member, cluster: string): Member => ({
  name: member.name,
  server: 'https://kubernetes.default.svc',
  credential: { kind: 'agent', cluster },
});
