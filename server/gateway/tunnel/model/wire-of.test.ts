import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { MAX_MESSAGE } from './limits';
import { wireOf } from './wire-of';

async function pair() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const near = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [[far]] = (await Promise.all([once(server, 'connection'), once(near, 'open')])) as [[WebSocket], unknown];
  return { near, far, server };
}

it('sends what is written together as one message, and more than its size as several, in their order', async () => {
  const { near, far, server } = await pair();
  const wire = wireOf(near);
  const sizes: number[] = [];
  const got: Buffer[] = [];
  far.on('message', (data: Buffer) => {
    sizes.push(data.length);
    got.push(data);
  });
  const written = [Buffer.alloc(9, 'h'), Buffer.alloc(100, 'b'), Buffer.alloc(MAX_MESSAGE, 'c')];
  wire.cork();
  for (const chunk of written) wire.write(chunk);
  wire.uncork();
  wire.end();
  await once(far, 'close');
  expect(sizes).toEqual([MAX_MESSAGE, 109]);
  expect(Buffer.concat(got).equals(Buffer.concat(written))).toBe(true);
  server.close();
});
