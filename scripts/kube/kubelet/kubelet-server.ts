import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { ApiError } from '~/server/simulator/api/api-error';
import type { KubeObject } from '~/server/simulator/api/object';
import { createAuthority } from '~/server/simulator/door/issue-certificates';
import { type Container, readContainer } from '~/server/simulator/runtime/container';
import { followLog } from '~/server/simulator/runtime/logs/follow-log';
import { parseLogOptions } from '~/server/simulator/runtime/logs/log-options';
import { findLoggedRun, readLog } from '~/server/simulator/runtime/logs/read-log';
import { planCommand, planPorts, readStreamOptions } from '~/server/simulator/runtime/plan-connection';
import { createContainerRuntime } from '~/server/simulator/runtime/run-in-container';
import { type Connection, serveConnection } from '~/server/simulator/runtime/streams/serve-connection';
import { refuseUpgrade } from '~/server/simulator/runtime/streams/upgrade';

type FindPod = (namespace: string, name: string) => KubeObject | undefined;
export type KubeletServer = { port: number; close(): Promise<void> };

const DAY_MS = 86_400_000;
const now = () => new Date();

/**
 * The kubelets' own API on loopback, which the API server asks for logs, commands and ports; one for all nodes. It trusts
 * whoever reaches it, as it holds nothing but what it makes up.
 */
export async function startKubeletServer(findPod: FindPod): Promise<KubeletServer> {
  const life = { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + 365 * DAY_MS) };
  const { certificate, key } = await (await createAuthority('kubelet-ca', life)).issueServer(life);
  const server = createServer({ cert: certificate, key });
  const upgraded = new Set<Duplex>();
  const runtime = createContainerRuntime(now);
  server.on('request', (request, response) => {
    try {
      serveLog(findPod, request, response);
    } catch (error) {
      const { status, message } = refusalOf(error);
      response.writeHead(status, { 'content-type': 'text/plain' }).end(message);
    }
  });
  server.on('upgrade', (request, socket, head) => {
    upgraded.add(socket);
    socket.on('close', () => upgraded.delete(socket));
    try {
      const connection = connect(findPod, runtime, request);
      void serveConnection({ request, socket, head }, connection, { halfClose: false, tunnel: false });
    } catch (error) {
      const { status, message } = refusalOf(error);
      refuseUpgrade(socket, `${status} refused`, message);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of upgraded) socket.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const refusalOf = (error: unknown) =>
  error instanceof ApiError
    ? { status: error.refusal.code, message: error.message }
    : { status: 500, message: error instanceof Error ? error.message : String(error) };

const notFound = (message: string) => new ApiError({ code: 404, message });

/** `/<what>/<namespace>/<pod>[/<uid>]/<container>`, and the query. */
function readPath(findPod: FindPod, { url = '' }: IncomingMessage) {
  const { pathname, searchParams: query } = new URL(url, 'https://kubelet');
  const [what = '', namespace = '', name = '', ...rest] = pathname.split('/').slice(1).map(decodeURIComponent);
  const pod = findPod(namespace, name);
  if (!pod) throw notFound(`pod ${name}_${namespace} not found`);
  return { what, pod, query, container: rest.at(-1) ?? '' };
}

function containerOf(pod: KubeObject, name: string): Container {
  const found = readContainer(pod, name);
  if (!found) throw notFound(`container not found ("${name}")`);
  return found;
}

function serveLog(findPod: FindPod, request: IncomingMessage, response: ServerResponse): void {
  const { what, pod, query, container: name } = readPath(findPod, request);
  if (what !== 'containerLogs') throw notFound('404 page not found');
  const options = parseLogOptions(pod.metadata.name, query);
  const container = containerOf(pod, name);
  const run = findLoggedRun(container, options.previous);
  response.writeHead(200, { 'content-type': 'text/plain' });
  if (!options.follow) {
    response.end(readLog(container, run, options, now()).bytes);
    return;
  }
  response.flushHeaders();
  const look = () => {
    const present = findPod(container.namespace, container.pod);
    return present?.metadata.uid === container.uid ? readContainer(present, name) : undefined;
  };
  const write = (bytes: Buffer) => void response.write(bytes);
  const stop = followLog(container, { options, run, now, look, write, end: () => response.end() });
  response.on('close', stop);
}

type Runtime = ReturnType<typeof createContainerRuntime>;

function connect(findPod: FindPod, runtime: Runtime, request: IncomingMessage): Connection {
  const { what, pod, query, container: name } = readPath(findPod, request);
  if (what === 'portForward') return planPorts(pod, query);
  const container = containerOf(pod, name);
  if (!container.run || container.run.finishedAt) throw new Error(`container not found ("${name}")`);
  const wanted = { options: readStreamOptions(query), command: query.getAll('command'), isAttached: what === 'attach' };
  return planCommand({ runtime, now }, container, wanted);
}
