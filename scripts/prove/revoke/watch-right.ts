import { once } from 'node:events';
import { WebSocket } from 'ws';
import { callers, credentialOf } from '../authz/call';

const EVERY_MS = 25;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds from `began` until a request of the token is refused at a replica; the limit when it never is. */
export async function untilRefused(origin: string, token: string, began: number, limitMs: number): Promise<number> {
  const call = callers(origin);
  while (performance.now() - began < limitMs) {
    const { status } = await call('query', 'clusters.list', { offset: 0, limit: 1 }, token);
    if (status === 401 || status === 403) return performance.now() - began;
    await pause(EVERY_MS);
  }
  return limitMs + 1;
}

/** A subscription that has begun at a replica, and when its socket is closed. */
export async function followSocket(origin: string, token: string) {
  const address = `${origin.replace('http', 'ws')}/api/trpc-ws`;
  const socket = new WebSocket(address, { origin, headers: credentialOf(token) });
  let closedAt: number | undefined;
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closedAt = performance.now();
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ id: 1, method: 'subscription', params: { path: 'live.changes', input: {} } }));
  const [said] = await once(socket, 'message');
  if (!String(said).includes('"started"')) throw new Error(`the subscription did not begin: ${String(said)}`);
  return {
    closedAfter: async (began: number, limitMs: number): Promise<number> => {
      while (closedAt === undefined && performance.now() - began < limitMs) await pause(EVERY_MS);
      socket.terminate();
      return closedAt === undefined ? limitMs + 1 : Math.max(0, closedAt - began);
    },
  };
}
