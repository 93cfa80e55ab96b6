import { WebSocket } from 'ws';

/** Every path that opens a socket; the last is none and must stay so. */
export const UPGRADES = ['/api/trpc-ws', '/api/trpc-ws/', '/'] as const;

/** What becomes of an upgrade with a live cookie from a page of `origin`. */
export function knock(
  hub: string,
  path: string,
  cookie: string,
  origin: string | undefined,
): Promise<'open' | 'refused'> {
  const headers = { cookie, ...(origin === undefined ? {} : { origin }) };
  const socket = new WebSocket(`${hub.replace('http', 'ws')}${path}`, { headers });
  return new Promise((resolve) => {
    socket.on('open', () => {
      resolve('open');
      socket.terminate();
    });
    socket.on('error', () => resolve('refused'));
  });
}
