import type { Duplex } from 'node:stream';

const HEARD_WITHIN_MS = 5000;

/**
 * Answers on a socket that is no HTTP server's any more, and is rid of it: once the other end has closed too, or at the latest
 * after five seconds. What nobody reads never tells that its other end is gone, so it is read to its end.
 */
export function lastWord(socket: Duplex, answer: string | Buffer): void {
  if (socket.destroyed) return;
  const timer = setTimeout(() => socket.destroy(), HEARD_WITHIN_MS);
  socket.once('close', () => clearTimeout(timer));
  socket.on('error', () => socket.destroy());
  socket.end(answer);
  socket.resume();
}

/** Refuses an upgrade with one line; `more`: headers besides. */
export const refuseUpgrade = (socket: Duplex, status: string, more = ''): void =>
  lastWord(socket, `HTTP/1.1 ${status}\r\n${more}Connection: close\r\nContent-Length: 0\r\n\r\n`);
