import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { refuseUpgrade } from '~/server/gateway/last-word';
import type { Wiring } from '~/server/wiring';
import { createSocketContext } from './context';
import { followPerson } from './follow-person';
import { type Gate, refuseOrigin } from './gate';
import { appRouter } from './root';

export type SubscriptionDoor = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
};

const MAX_MESSAGE = 65_536;

/** Subscriptions of browsers: one WebSocket per tab, from our own pages alone. */
export function createSubscriptionDoor(wiring: Wiring): SubscriptionDoor {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
  const trpc = applyWSSHandler({
    wss: server,
    router: appRouter,
    createContext: ({ req }) => createSocketContext(wiring, headersOf(req)),
    keepAlive: { enabled: true, pingMs: 20_000, pongWaitMs: 10_000 },
    onError: ({ error, path, ctx }) => {
      // what a subscription throws after it began passes no middleware; its input names objects and is left out
      if (error.code !== 'INTERNAL_SERVER_ERROR') return;
      wiring.log.error({ err: error.cause ?? error, path, requestId: ctx?.requestId }, 'a subscription failed');
    },
  });
  /** Who it is, is known before the socket opens: what begins on it is never older than what is followed. */
  const open = async (request: IncomingMessage, socket: Duplex, head: Buffer, headers: Headers) => {
    let client: WebSocket | undefined;
    socket.on('error', () => socket.destroy());
    const onLost = () => (client ? client.terminate() : socket.destroy());
    const { person } = createSocketContext(wiring, headers);
    const stop = await followPerson({ person, signal: wiring.rights, onLost });
    if (!stop) return refuseUpgrade(socket, '401 Unauthorized');
    socket.once('close', stop);
    if (socket.destroyed) return stop();
    server.handleUpgrade(request, socket, head, (opened) => {
      client = opened;
      opened.on('error', () => opened.terminate());
      server.emit('connection', opened, request);
    });
  };
  return {
    upgrade: (request, socket, head) => {
      const headers = headersOf(request);
      if (!mayOpen(wiring.gate, headers)) {
        refuseUpgrade(socket, '403 Forbidden');
        return;
      }
      void open(request, socket, head, headers);
    },
    close: () => {
      trpc.broadcastReconnectNotification();
      for (const client of server.clients) client.terminate();
    },
  };
}

/** A program has no Origin and shows a token instead, in a header that a browser cannot set on a socket. */
export function mayOpen(gate: Gate, headers: Headers): boolean {
  const isProgram = headers.get('authorization')?.startsWith('Bearer ') === true;
  if (!gate.hosts.has(headers.get('host') ?? '') || (headers.get('origin') === null && !isProgram)) return false;
  return refuseOrigin({ method: 'GET', headers }, gate) === undefined;
}

type Headers = { get(name: string): string | null };

export function headersOf({ headers }: Pick<IncomingMessage, 'headers'>): Headers {
  return {
    get: (name) => {
      const value = headers[name];
      return (Array.isArray(value) ? value.join(', ') : value) ?? null;
    },
  };
}
