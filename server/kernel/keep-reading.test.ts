import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepReading } from './keep-reading';

let server: Server;
beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => void server.close());

/** A socket to a server that has said its last words and broken the connection, before any of it was read. */
async function broken(): Promise<Socket> {
  const accepted = once(server, 'connection');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
  await once(socket, 'connect');
  const [there] = (await accepted) as [Socket];
  await new Promise((done) => there.write('last words', done));
  await new Promise((done) => there.once('close', done).resetAndDestroy());
  return socket.on('error', () => undefined);
}

const saidBy = async (socket: Socket) => {
  let said = '';
  socket.on('data', (bytes) => {
    said += bytes.toString();
  });
  await new Promise((done) => socket.once('close', done).resume());
  return said;
};

it('Node alone loses what has arrived when a write fails', async () => {
  const socket = await broken();
  socket.write('too late');
  expect(await saidBy(socket)).toBe('');
});

it('reads a socket to its end although it takes no more, and ends it then', async () => {
  const socket = await broken();
  keepReading(socket);
  socket.cork();
  for (const piece of ['too', 'late']) socket.write(piece);
  socket.uncork();
  expect(socket.write('later')).toBe(true);
  expect(await saidBy(socket)).toBe('last words');
  expect(socket.destroyed).toBe(true);
});
