import { once } from 'node:events';
import net from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { joinSockets } from './join-sockets';

const servers: net.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Both ends of a connection. */
async function connected(): Promise<[net.Socket, net.Socket]> {
  const server = net.createServer().listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const accepted = once(server, 'connection');
  const socket = net.connect(port, '127.0.0.1');
  const [other] = (await accepted) as [net.Socket];
  socket.on('error', () => undefined);
  other.on('error', () => undefined);
  return [socket, other];
}

it('passes on all that the member has said, though it takes nothing more while the person still types', async () => {
  const LAST = Buffer.alloc(4 * 1024 * 1024, 'x');
  for (let round = 0; round < 10; round++) {
    const [[person, hubToPerson], [hubToMember, member]] = await Promise.all([connected(), connected()]);
    const joined = joinSockets(hubToPerson, hubToMember);
    let seen = 0;
    person.on('data', (chunk: Buffer) => {
      seen += chunk.length;
      person.write('more');
    });
    person.write('exit\n');
    await once(member, 'data');
    member.end(LAST);
    await once(person, 'close');
    await joined;
    expect(seen).toBe(LAST.length);
  }
});

it('ends the member’s side when the person is gone, and the person’s when the member breaks off', async () => {
  const [[person, hubToPerson], [hubToMember, member]] = await Promise.all([connected(), connected()]);
  const joined = joinSockets(hubToPerson, hubToMember);
  person.destroy();
  await Promise.all([once(member, 'close'), joined]);
  const [[second, hubToSecond], [hubToOther, other]] = await Promise.all([connected(), connected()]);
  const again = joinSockets(hubToSecond, hubToOther);
  other.resetAndDestroy();
  await Promise.all([once(second, 'close'), again]);
});
