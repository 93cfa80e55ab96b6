import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Container } from './container';

/**
 * Connects a stream with a port on which one of a pod's containers listens: it answers HTTP with what was asked and by
 * whom it is answered, or with as many bytes as `/bytes/<count>` asks for, as httpbin does. Returns the container runtime's
 * words when nobody listens there.
 */
export function connectPort(containers: readonly Container[], port: number, stream: Duplex): string | undefined {
  const container = containers.find(({ ports }) => ports.includes(port));
  if (!container) return refusalOf(containers[0], port);
  const server = createServer((request, response) => {
    const bytes = /^\/bytes\/(\d{1,9})$/.exec(request.url ?? '')?.[1];
    if (bytes !== undefined) return void response.end(Buffer.alloc(Number(bytes)));
    const body = { pod: container.pod, container: container.name, port, method: request.method, path: request.url };
    response.setHeader('content-type', 'application/json');
    response.end(`${JSON.stringify(body)}\n`);
  });
  stream.on('error', () => stream.destroy());
  server.emit('connection', stream);
  return undefined;
}

function refusalOf(container: Container | undefined, port: number): string {
  const refused = (network: string, address: string) =>
    `dial ${network} ${address}:${port}: connect: connection refused`;
  return `error forwarding port ${port} to pod ${container?.uid}, uid : failed to execute portforward in network namespace: failed to connect to localhost:${port} inside namespace, IPv4: ${refused('tcp4', '127.0.0.1')} IPv6 ${refused('tcp6', '[::1]')}`;
}
