import { once } from 'node:events';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import { createTestAuthority } from '~/server/kube/testing/certificates';

export type Sink = {
  port: number;
  /** Connections that came to any address but these. */
  connections(besides?: string): number;
  stop(): void;
};

/** Takes every connection on every address of this machine, and counts them. */
export async function openSink(): Promise<Sink> {
  const came: string[] = [];
  const server = net.createServer((socket) => {
    came.push((socket.localAddress ?? '').replace('::ffff:', ''));
    socket.on('error', () => undefined).end();
  });
  const connections = (besides?: string) => came.filter((address) => address !== besides).length;
  server.listen({ port: 0, host: '::' });
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, connections, stop: () => server.close() };
}

export type Guide = Sink & {
  ca: string /** Each answer leads to the next of these. */;
  leadTo(locations: readonly string[]): void;
};

/** A server that the hub may reach, and that sends whoever asks it on to another place. */
export async function openGuide(): Promise<Guide> {
  const authority = await createTestAuthority();
  const { certificate, key } = await authority.issue({
    name: 'CN=guide',
    hosts: ['localhost'],
    addresses: ['127.0.0.1'],
  });
  let locations: readonly string[] = [];
  let count = 0;
  const server = https.createServer({ cert: certificate, key }, (_request, response) => {
    const location = encodeURI(locations[count % locations.length] ?? '/');
    response.writeHead([301, 302, 303, 307, 308][count++ % 5] ?? 302, { location }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    ca: authority.certificate,
    connections: () => count,
    leadTo: (to) => {
      locations = to;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
