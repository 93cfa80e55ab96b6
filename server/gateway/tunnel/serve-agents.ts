import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { KnownAgent } from '~/server/clusters/ports';
import { refuseUpgrade } from '../last-word';
import { createTokenBucket } from '../token-bucket';
import type { TunnelStore } from '../tunnel-store';
import { admitAgent } from './handshake';
import { MAX_FRAME } from './model/limits';
import { type RecognizeDeps, recognizeAgent } from './recognize-agent';
import { openTunnel } from './tunnel';
import type { Tunnels } from './tunnels';

export type AgentsDoorDeps = Omit<RecognizeDeps, 'tunnels'> & {
  tunnels: Tunnels;
  store: TunnelStore;
  clock: { now(): Date; monotonic(): number };
  /** Looks at this cluster again here and at every other replica. */
  recheck(clusterId: string): Promise<void>;
  /** A member's tunnel came up or went down. */
  changed(cluster: string): void;
  onTrouble(detail: string, error: unknown): void;
};

export type AgentsDoor = { upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void; close(): void };

/** So many agents are let in a second: a fleet that comes back after a restart must not be a storm. */
const ADMISSIONS = { perSecond: 100, burst: 100 };

/** `wss /agent/connect`: where agents bring their tunnels. */
export function createAgentsDoor(deps: AgentsDoorDeps): AgentsDoor {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_FRAME });
  const admissions = createTokenBucket(deps.clock, ADMISSIONS);
  return {
    upgrade: (message, socket, head) => {
      const wait = admissions.take('all');
      if (wait > 0) return refuseBusy(socket, wait);
      sockets.handleUpgrade(message, socket, head, (opened) => {
        opened.on('error', () => opened.terminate());
        void serveAgent(deps, opened).catch((error: unknown) => {
          opened.terminate();
          deps.onTrouble('an agent could not be served', error);
        });
      });
    },
    close: () => sockets.close(),
  };
}

function refuseBusy(socket: Duplex, waitMs: number): void {
  const seconds = Math.ceil(waitMs / 1000);
  refuseUpgrade(socket, '503 Service Unavailable', `Retry-After: ${seconds}\r\n`);
}

async function serveAgent(deps: AgentsDoorDeps, socket: WebSocket): Promise<void> {
  const { tunnels, store } = deps;
  let agent: KnownAgent | undefined;
  const admitted = await admitAgent(socket, async (proof, nonce) => {
    const recognized = await recognizeAgent({ ...deps, tunnels: store }, proof, nonce);
    agent = recognized.agent;
    return recognized;
  });
  if (!admitted || !agent) return;
  const { cluster, epoch } = admitted;
  const tunnel = await openTunnel(socket).catch(() => undefined);
  if (!tunnel) return void (await store.end(cluster, epoch));
  const { name } = agent;
  void tunnel.over
    .then(() => store.end(cluster, epoch))
    .then((wasNewest) => wasNewest && deps.changed(name))
    .catch((error: unknown) => deps.onTrouble('the end of a tunnel was not written down', error));
  if (!tunnels.adopt({ cluster, epoch, tunnel })) return;
  // what was decided about the agent since it was recognized is seen here
  await deps.recheck(cluster);
  deps.changed(name);
}
