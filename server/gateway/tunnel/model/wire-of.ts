import type { Duplex } from 'node:stream';
import { createWebSocketStream, type WebSocket } from 'ws';
import { MAX_MESSAGE } from './limits';

/**
 * The bytes of HTTP/2 over a socket, as messages. A session writes the head and the body of each frame apart, and many frames at
 * once: what is written together goes as one message, so that not each head is masked, framed and encrypted by itself.
 */
export function wireOf(socket: WebSocket): Duplex {
  const wire = createWebSocketStream(socket);
  wire._writev = (chunks, done) => {
    const bytes = Buffer.concat(chunks.map(({ chunk }: { chunk: Buffer }) => chunk));
    const send = (at: number): void => {
      const end = at + MAX_MESSAGE;
      const isLast = end >= bytes.length;
      wire._write(bytes.subarray(at, end), 'binary', (error) => (error || isLast ? done(error) : send(end)));
    };
    send(0);
  };
  return wire;
}
