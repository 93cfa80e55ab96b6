import { type ClientHttp2Session, connect } from 'node:http2';
import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { STREAM_WINDOW, TUNNEL_WINDOW } from '../tunnel/model/limits';
import { isPeerProof, PEER, peerProof } from './prove-peer';

const TIMEOUT_MS = 5000;

/**
 * A session to a member whose tunnel ends at another replica. The replica's certificate is not asked for a name, because
 * replicas are reached by address: who it is, both ends prove by the hub's sealed key over this very connection.
 */
export function dialPeer(address: string, cluster: string, authorityKey: string): Promise<ClientHttp2Session> {
  return new Promise((resolve, reject) => {
    const [, host = '', port = ''] = /^\[?([^\]]+)\]?:(\d+)$/.exec(address) ?? [];
    const fail = (why: string) => reject(new Error(`the replica at ${address} ${why}`));
    const asked = request({
      ...{ host, port, path: `${PEER.path}/${cluster}`, agent: false, timeout: TIMEOUT_MS, rejectUnauthorized: false },
      headers: { connection: 'Upgrade', upgrade: PEER.protocol },
    });
    asked.once('timeout', () => asked.destroy(new Error('it does not answer')));
    asked.once('error', ({ message }) => fail(`cannot be reached: ${message}`));
    asked.once('response', (answer) => {
      answer.resume();
      fail(`refuses with ${answer.statusCode}`);
    });
    // nothing of the request leaves before the proof over its connection is in its head
    asked.once('socket', (socket) =>
      socket.once('secureConnect', () => {
        asked.setHeader(PEER.header, peerProof(socket as TLSSocket, authorityKey, 'caller'));
        asked.end();
      }),
    );
    asked.once('upgrade', (answer, socket) => {
      const expected = peerProof(socket as TLSSocket, authorityKey, 'holder');
      if (!isPeerProof(answer.headers[PEER.header], expected)) {
        socket.destroy();
        return fail('is no replica of this hub');
      }
      const settings = { initialWindowSize: STREAM_WINDOW, enablePush: false };
      const session = connect('https://peer', { createConnection: () => socket, settings });
      session.on('error', () => session.destroy());
      session.once('remoteSettings', () => {
        session.setLocalWindowSize(TUNNEL_WINDOW);
        resolve(session);
      });
      session.once('close', () => fail('hung up'));
    });
  });
}
