import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { refuseUpgrade } from './last-word';

const UPGRADE = 'GET / HTTP/1.1\r\nHost: hub\r\nConnection: Upgrade\r\nUpgrade: anything\r\n\r\n';
let server: http.Server;

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

async function connect(): Promise<{ client: net.Socket; connections: () => Promise<number> }> {
  server = http.createServer();
  server.on('upgrade', (_request, socket) => refuseUpgrade(socket, '403 Forbidden'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = net.connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true });
  client.write(UPGRADE);
  const connections = () =>
    new Promise<number>((resolve, reject) =>
      server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  return { client, connections };
}

describe('an upgrade that is refused', () => {
  it('is answered, and its socket is gone once the other end has closed', async () => {
    const { client, connections } = await connect();
    const [answer] = await once(client, 'data');
    expect(String(answer)).toContain('HTTP/1.1 403 Forbidden');
    client.end();
    await vi.waitFor(async () => expect(await connections()).toBe(0), 3000);
  });

  it('does not wait for ever for one that never closes', { timeout: 15_000 }, async () => {
    const { client, connections } = await connect();
    await once(client, 'data');
    expect(await connections()).toBe(1);
    await vi.waitFor(async () => expect(await connections()).toBe(0), 10_000);
  });
});
