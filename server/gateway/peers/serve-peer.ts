import type { IncomingMessage } from 'node:http';
import { type ClientHttp2Session, constants, createServer, type ServerHttp2Stream } from 'node:http2';
import { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { refuseUpgrade } from '../last-word';
import { MAX_STREAMS, STREAM_WINDOW, TUNNEL_WINDOW } from '../tunnel/model/limits';
import { isPeerProof, PEER, peerProof } from './prove-peer';

/** The member's session, when its tunnel ends here. */
type SessionOf = (cluster: string) => ClientHttp2Session | undefined;

export const isOfPeer = (url: string): boolean => url.startsWith(`${PEER.path}/`);

/** Passes the streams of another replica to a tunnel that ends here, once both have proved themselves. */
export function servePeer(sessionOf: SessionOf, authorityKey: string, message: IncomingMessage, socket: Duplex): void {
  const cluster = (message.url ?? '').slice(PEER.path.length + 1);
  const secure = socket as TLSSocket;
  const isPeer =
    typeof secure.exportKeyingMaterial === 'function' &&
    isPeerProof(message.headers[PEER.header], peerProof(secure, authorityKey, 'caller'));
  const session = isPeer ? sessionOf(cluster) : undefined;
  if (!session) {
    refuseUpgrade(socket, isPeer ? '404 Not Found' : '403 Forbidden');
    return;
  }
  const proof = peerProof(secure, authorityKey, 'holder');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${PEER.protocol}\r\n${PEER.header}: ${proof}\r\n\r\n`,
  );
  const server = createServer({
    settings: { enableConnectProtocol: true, initialWindowSize: STREAM_WINDOW, maxConcurrentStreams: MAX_STREAMS },
  });
  server.on('session', (peer) => {
    peer.setLocalWindowSize(TUNNEL_WINDOW);
    peer.on('error', () => peer.destroy());
    // whoever asks through us learns at once that the tunnel is over
    const over = () => peer.destroy();
    session.once('close', over);
    peer.once('close', () => session.off('close', over));
  });
  server.on('sessionError', () => socket.destroy());
  server.on('stream', (stream, headers, flags) => pass(session, stream, headers, flags));
  // Node would take a TLS socket for one that spoke HTTP/1.1, which it did until now
  server.emit('connection', Duplex.from({ readable: socket, writable: socket }));
}

function pass(
  session: ClientHttp2Session,
  stream: ServerHttp2Stream,
  headers: Parameters<ClientHttp2Session['request']>[0],
  flags: number,
): void {
  if (session.destroyed) {
    stream.close(constants.NGHTTP2_REFUSED_STREAM);
    return;
  }
  const isUpgrade = headers?.[':method'] === 'CONNECT';
  const onward = session.request(headers, {
    endStream: !isUpgrade && (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0,
  });
  onward.on('error', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  stream.on('error', () => onward.close(constants.NGHTTP2_CANCEL));
  stream.once('close', () => onward.close(constants.NGHTTP2_CANCEL));
  onward.once('close', () => {
    // a stream that was cut must not look like an answer that is complete
    if (onward.rstCode !== constants.NGHTTP2_NO_ERROR) stream.close(onward.rstCode);
    // nobody takes the rest of its body, and unread it would count for ever as one of those that may be open at once
    else stream.resume();
  });
  onward.once('response', (received) => {
    if (stream.destroyed) return;
    const { ':status': status, ...rest } = received;
    stream.respond({ ...rest, ':status': Number(status) });
    onward.pipe(stream);
  });
  stream.pipe(onward);
}
