import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Target, targetAt } from './hub-under-test';

const STALL_MS = 300;

/** A server that does what a bomb wants: it works on it for 300 ms, keeps 64 MB of it and answers 200. */
export async function startCarelessServer(): Promise<Target> {
  const kept: Buffer[] = [];
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  const server = http.createServer((request, response) => {
    if (request.url === '/api/metrics') {
      const text = `nodejs_eventloop_lag_max_seconds ${lag.max / 1e9}\nprocess_resident_memory_bytes ${process.memoryUsage().rss}\n`;
      lag.reset();
      response.end(text);
      return;
    }
    const until = performance.now() + STALL_MS;
    while (performance.now() < until);
    kept.push(Buffer.alloc(64 * 1024 * 1024, 1));
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...targetAt(`http://127.0.0.1:${port}`, 'none'),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      lag.disable();
    },
  };
}
