import {
  constants,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { WebSocket } from 'ws';
import { MAX_STREAMS, STREAM_WINDOW, TUNNEL_WINDOW } from '~/server/gateway/tunnel/model/limits';
import { wireOf } from '~/server/gateway/tunnel/model/wire-of';
import type { HubRequest } from './judge-request';

const SESSION_MEMORY_MB = 16;

/** Serves the hub's requests over a socket whose handshake is over; `forward` answers each. Ends with the socket. */
export function serveHub(socket: WebSocket, forward: (stream: ServerHttp2Stream, asked: HubRequest) => void): void {
  const server: Http2Server = createServer({
    maxSessionMemory: SESSION_MEMORY_MB,
    settings: {
      enableConnectProtocol: true,
      initialWindowSize: STREAM_WINDOW,
      maxConcurrentStreams: MAX_STREAMS,
      maxHeaderListSize: 32_768,
    },
  });
  server.on('session', (session) => {
    session.setLocalWindowSize(TUNNEL_WINDOW);
    session.on('error', () => session.destroy());
    socket.once('close', () => session.destroy());
  });
  server.on('sessionError', () => socket.terminate());
  const take = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, flags: number, raw: string[]) =>
    forward(stream, { ...asked(headers, flags), headers: plainHeaders(raw) });
  server.on('stream', take);
  const wire = wireOf(socket);
  wire.on('error', () => socket.terminate());
  server.emit('connection', wire);
}

function asked(headers: IncomingHttpHeaders, flags: number): Omit<HubRequest, 'headers'> {
  const { ':method': method = '', ':path': path = '', ':protocol': protocol } = headers;
  const hasBody = (flags & constants.NGHTTP2_FLAG_END_STREAM) === 0;
  return { method, path, hasBody, ...(protocol === undefined ? {} : { protocol: String(protocol) }) };
}

/** From Node's flat list, without what HTTP/2 itself needs; a name that stands twice stays twice. */
function plainHeaders(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    if (!name.startsWith(':')) pairs.push([name, raw[at + 1] ?? '']);
  }
  return pairs;
}
