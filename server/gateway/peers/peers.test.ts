import { once } from 'node:events';
import { type ClientHttp2Session, connect, createServer as createHttp2 } from 'node:http2';
import { createServer } from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestAuthority } from '~/server/kube/testing/certificates';
import { MAX_STREAMS } from '../tunnel/model/limits';
import { dialPeer } from './dial-peer';
import { isOfPeer, servePeer } from './serve-peer';

const KEY = 'the key that replicas share';
let member: ClientHttp2Session;
let address: string;
const ends: (() => void)[] = [];

beforeAll(async () => {
  const behind = createHttp2().on('stream', (stream, headers) => {
    stream.respond({ ':status': 200, 'x-path': headers[':path'] });
    if (headers[':path'] === '/early') stream.end(() => stream.close());
    else stream.pipe(stream);
  });
  behind.listen(0, '127.0.0.1');
  await once(behind, 'listening');
  const { port } = behind.address() as AddressInfo;
  member = connect(`http://127.0.0.1:${port}`, { createConnection: () => net.connect(port, '127.0.0.1') });
  const authority = await createTestAuthority();
  const { certificate, key } = await authority.issue({ name: 'CN=another name' });
  const holder = createServer({ cert: certificate, key });
  holder.on('upgrade', (message, socket) => {
    if (isOfPeer(message.url ?? '')) servePeer((id) => (id === 'here' ? member : undefined), KEY, message, socket);
  });
  holder.listen(0, '127.0.0.1');
  await once(holder, 'listening');
  address = `127.0.0.1:${(holder.address() as AddressInfo).port}`;
  ends.push(
    () => behind.close(),
    () => holder.close(),
    () => member.destroy(),
    () => holder.closeAllConnections(),
  );
});
afterAll(() => {
  for (const end of ends) end();
});

it('a replica passes requests to the one that holds the tunnel', async () => {
  const session = await dialPeer(address, 'here', KEY);
  const stream = session.request({ ':method': 'POST', ':path': '/api/v1/pods' });
  stream.end('a body');
  const [headers] = await once(stream, 'response');
  expect(headers).toMatchObject({ ':status': 200, 'x-path': '/api/v1/pods' });
  const chunks = await stream.toArray();
  expect(Buffer.concat(chunks).toString()).toBe('a body');
  session.destroy();
});

it('requests that are answered before their bodies came count no longer than they last', async () => {
  const session = await dialPeer(address, 'here', KEY);
  for (let sent = 0; sent <= MAX_STREAMS; sent++) {
    const stream = session.request({ ':method': 'POST', ':path': '/early' });
    await once(stream.resume(), 'response');
    const closed = once(stream, 'close');
    stream.end('a body');
    await closed;
  }
  session.destroy();
});

it.each([
  ['of another hub is refused', 'here', 'another key', 'refuses with 403'],
  ['that asks for a tunnel that is not there is told', 'elsewhere', KEY, 'refuses with 404'],
])('a caller %s', async (_who, cluster, key, why) => {
  await expect(dialPeer(address, cluster, key)).rejects.toThrow(why);
});
