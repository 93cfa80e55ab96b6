import { once } from 'node:events';
import { type ClientHttp2Session, connect, createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import { createServer as createTlsServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createForwarder } from '~/server/agent/forward';
import { createTestAuthority } from '~/server/kube/testing/certificates';

const portOf = (server: Server | Http2Server) => (server.address() as AddressInfo).port;

let api: Server;
let ca: string;
let agent: Http2Server;
let hub: ClientHttp2Session;
const open = new Set<ServerHttp2Stream>();

beforeAll(async () => {
  const authority = await createTestAuthority();
  ca = authority.certificate;
  const { certificate, key } = await authority.issue({ name: 'CN=server', addresses: ['127.0.0.1'] });
  api = createTlsServer({ cert: certificate, key }).listen(0, '127.0.0.1');
  await once(api, 'listening');
});
afterAll(() => void api.close());

beforeEach(async () => {
  open.clear();
  const address = { host: '127.0.0.1', port: portOf(api), ca };
  const forward = createForwarder({ api: address, allowance: () => ({ writes: true }) });
  agent = createServer({ settings: { enableConnectProtocol: true } });
  agent.on('stream', (stream, { ':method': method = '', ':path': path = '', ':protocol': protocol }) => {
    open.add(stream);
    stream.once('close', () => open.delete(stream));
    forward(stream, { method, path, hasBody: true, headers: [], ...(protocol ? { protocol: String(protocol) } : {}) });
  });
  agent.listen(0, '127.0.0.1');
  await once(agent, 'listening');
  hub = connect(`http://127.0.0.1:${portOf(agent)}`);
  await once(hub, 'remoteSettings');
});
afterEach(() => {
  hub.destroy();
  agent.close();
  api.removeAllListeners('request').removeAllListeners('upgrade');
});

const HEAD = { ':scheme': 'https', ':authority': 'member' };
const UPGRADE = { ':method': 'CONNECT', ':protocol': 'websocket', ':path': '/api/v1/pods' };

/** Sends more than a socket takes at once, and takes whatever comes. */
function ask(headers: Record<string, string>) {
  const stream = hub.request({ ...HEAD, ...headers }, { endStream: false });
  stream.on('error', () => {}).resume();
  stream.end(Buffer.alloc(200_000, 'b'));
  return stream;
}
const upgrade = () => ask(UPGRADE);
const switching = (socket: Duplex) =>
  socket
    .on('error', () => {})
    .write('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n');

/** A tunnel takes so many streams at once: what is over must not count as one for ever. */
const nothingIsLeft = async (stream: ReturnType<typeof ask>) => {
  await vi.waitFor(() => expect(stream.closed).toBe(true));
  await vi.waitFor(() => expect(open.size).toBe(0));
};

it('leaves nothing of an upgrade that was over at the API server when the hub said its last word', async () => {
  const gone = new Promise((resolve) => {
    api.on('upgrade', (_request, socket) => {
      switching(socket);
      socket.once('close', resolve).resume().end('bye');
    });
  });
  const stream = hub.request({ ...HEAD, ...UPGRADE }, { endStream: false });
  stream.resume();
  await gone;
  stream.end('bye');
  await nothingIsLeft(stream);
});

it('leaves nothing of an upgrade whose socket breaks', async () => {
  api.on('upgrade', (_request, socket) => {
    switching(socket);
    setImmediate(() => socket.destroy());
  });
  await nothingIsLeft(upgrade());
});

// API servers close without reading what clients still say, which resets the connection right behind its last bytes
it('passes on all that was said before a socket broke', async () => {
  const lines = Array.from({ length: 200 }, (_, index) => `line ${index}\n`);
  const raw = new Promise<Socket>((resolve) => api.once('connection', resolve));
  api.on('upgrade', async (_request, socket) => {
    switching(socket);
    for (const line of lines) socket.write(line);
    await new Promise((done) => socket.write('', done));
    (await raw).resetAndDestroy();
  });
  const stream = hub.request({ ...HEAD, ...UPGRADE }, { endStream: false });
  stream.write('unread');
  expect(Buffer.concat(await stream.toArray()).toString()).toBe(lines.join(''));
  stream.end();
  await nothingIsLeft(stream);
});

it('leaves nothing of an upgrade that is refused', async () => {
  api.on('upgrade', (_request, socket) =>
    socket.on('error', () => {}).end('HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno'),
  );
  await nothingIsLeft(upgrade());
});

it('leaves nothing of a request that the agent itself refuses, its body unread', async () => {
  await nothingIsLeft(ask({ ':method': 'POST', ':path': '/api/../metrics' }));
});

it('leaves nothing of a request that is answered before its body was read', async () => {
  api.on('request', (request, response) => {
    response.writeHead(413, { connection: 'close' }).end('too large');
    response.once('finish', () => request.socket.destroy());
  });
  await nothingIsLeft(ask({ ':method': 'POST', ':path': '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews' }));
});
