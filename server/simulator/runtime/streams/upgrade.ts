import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

/** A request to change protocols, with the socket it came on. */
export type Upgrade = { request: IncomingMessage; socket: Duplex; head: Buffer };

export const isUpgradeTo = ({ headers }: IncomingMessage, protocol: 'spdy/3.1' | 'websocket') =>
  headers.upgrade?.toLowerCase() === protocol;

/** Says yes to SPDY with the protocol agreed on; the socket speaks SPDY from then on. */
export function acceptSpdy({ socket, head }: Upgrade, protocol: string): Duplex {
  const lines = ['Connection: Upgrade', 'Upgrade: SPDY/3.1', `X-Stream-Protocol-Version: ${protocol}`];
  socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
  if (head.length > 0) socket.unshift(head);
  return socket;
}

/** The protocols of a stream that a client offers, best first. */
export const offeredSpdy = ({ headers }: IncomingMessage): string[] =>
  [headers['x-stream-protocol-version'] ?? []].flat().flatMap((value) => value.split(', '));

export const offeredWebSocket = ({ headers }: IncomingMessage): string[] =>
  String(headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((protocol) => protocol.trim())
    .filter(Boolean);

/** Says yes to a WebSocket with one of its protocols, or with none when none was offered. */
export function acceptWebSocket({ request, socket, head }: Upgrade, protocol: string | undefined): Promise<WebSocket> {
  const server = new WebSocketServer({ noServer: true, handleProtocols: () => protocol ?? false });
  return new Promise((resolve) => server.handleUpgrade(request, socket, head, resolve));
}

/** Refuses with a bare status line, as the servers of WebSocket and SPDY in Kubernetes do. */
export function refuseUpgrade(socket: Duplex, status: string, body = ''): void {
  const head = `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n`;
  socket.end(head + body);
}
