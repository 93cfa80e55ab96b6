import { randomBytes } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { createSecureContext, type SecureContext } from 'node:tls';
import { CLIENT_ADDRESS, clientAddress } from '~/server/api/client-address';
import { gateFor } from '~/server/api/gate';
import type { Env } from '~/server/env';
import type { MachineDoors } from './machine-doors';
import { isForMachines, type Refusal, refuseAtDoor, WRONG_DOOR } from './refuse-request';
import { contentPolicy, setSafeHeaders } from './response-headers';

export type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;
export type UpgradeHandler = (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void;

/** What stands behind the doors: both lead to the pages, the https door alone to what machines ask. */
export type Served = { pages: Handler; upgrade: UpgradeHandler; machines: MachineDoors };

type Certificate = { cert: string; key: string };

/** What the https door shows; `local` to the command line on this machine, which asks for `LOCAL_NAME` and trusts the hub's authority. */
export type DoorCertificate = Certificate & { local?: Certificate };
export const LOCAL_NAME = 'command-line.portolan.internal';

export type Doors = {
  /** Called once everything behind the doors is ready; until then they answer 503. */
  open(served: Served, certificate: DoorCertificate): Promise<void>;
  renewCertificate(certificate: DoorCertificate): void;
  close(): Promise<void>;
};

/** Limits against slow and many headers; watches and uploads have deadlines of their own. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 32_768,
  // Node looks every 30 s on its own
  connectionsCheckingInterval: 5_000,
};

/** Takes the http port at once, so that a port in use is told before anything else is started. */
export async function takeDoors(env: Env): Promise<Doors> {
  let handle: Handler = starting;
  let upgrade: UpgradeHandler = (_request, socket) => socket.destroy();
  let machines: MachineDoors | undefined;
  let secure: https.Server | undefined;
  let local: SecureContext | undefined;

  const guard = (server: http.Server) => {
    server.maxHeadersCount = 100;
    server.on('upgrade', (request, socket, head) => {
      tellAddress(request);
      socket.on('error', () => socket.destroy());
      const isServed = server === (secure as unknown) && machines?.upgrade(request, socket, head);
      if (!isServed) upgrade(request, socket, head);
    });
    return server;
  };
  const tellAddress = ({ headers, socket }: http.IncomingMessage) => {
    const forwarded = headers['x-forwarded-for'];
    const told = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
    headers[CLIENT_ADDRESS] = clientAddress(socket.remoteAddress, told, env.trustedProxies);
  };
  const gate = gateFor(env);
  const safe = { development: !env.production, secure: env.publicUrl?.protocol === 'https:' };
  const answer: Handler = (request, response) => {
    const { url = '/', method, headers } = request;
    const path = url.split('?')[0] ?? '/';
    const nonce = randomBytes(16).toString('base64');
    setSafeHeaders(response, { ...safe, nonce, path });
    const refusal = isForMachines(path) ? WRONG_DOOR : refuseAtDoor({ method, path, headers }, gate);
    if (refusal) return refuse(response, refusal);
    tellAddress(request);
    // Next reads the nonce for its own scripts from the policy, our layout from a header of its own
    headers['content-security-policy'] = contentPolicy({ ...safe, nonce });
    headers['x-nonce'] = nonce;
    // pages do not see their own address; the sign-in page leads back to it
    headers['x-portolan-path'] = url;
    handle(request, response);
  };
  const answerMachines: Handler = (request, response) => {
    tellAddress(request);
    if (!machines?.serve(request, response)) answer(request, response);
  };
  const plain = guard(http.createServer(LIMITS, answer));
  await listen(plain, env.port, env.host);

  return {
    open: async (served, { local: own, ...certificate }) => {
      handle = served.pages;
      upgrade = served.upgrade;
      machines = served.machines;
      local = own && createSecureContext(own);
      const SNICallback: SniCallback = (name, done) => done(null, name === LOCAL_NAME ? local : undefined);
      const options = { ...LIMITS, ...certificate, SNICallback, minVersion: 'TLSv1.2' } as const;
      secure = https.createServer(options, answerMachines);
      guard(secure as unknown as http.Server);
      await listen(secure, env.tlsPort, env.host);
    },
    renewCertificate: ({ local: own, ...certificate }) => {
      local = own && createSecureContext(own);
      secure?.setSecureContext({ ...certificate, minVersion: 'TLSv1.2' });
    },
    close: async () => {
      await Promise.all([plain, secure].map((server) => server && closed(server)));
    },
  };
}

type SniCallback = NonNullable<https.ServerOptions['SNICallback']>;

/** The connection is closed: what is left of a body that nobody reads would be taken for the next request. */
function refuse(response: http.ServerResponse, { status, text }: Refusal): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${text}\n`);
}

const starting: Handler = (_request, response) => {
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2' });
  response.end('Portolan is starting.\n');
};

function listen(server: http.Server | https.Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(sayWhy(error, port)));
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => resolve());
  });
}

function sayWhy(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(
      `port ${port} is in use; stop what listens there, or choose another with PORT and PORTOLAN_TLS_PORT`,
    );
  if (error.code === 'EACCES') return new Error(`port ${port} may not be opened by this user; choose one above 1023`);
  return new Error(`port ${port} cannot be opened: ${error.message}`);
}

function closed(server: http.Server | https.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
