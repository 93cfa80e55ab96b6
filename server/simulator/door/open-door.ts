import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '~/server/kernel/clock';
import type { ServiceAccountTokens } from '~/server/simulator/api/access/service-account-tokens';
import { type Answer, answerError, answerText } from '~/server/simulator/api/answer';
import { ApiError } from '~/server/simulator/api/api-error';
import type { Api } from '~/server/simulator/api/create-api';
import type { ApiRequest } from '~/server/simulator/api/request';
import { isTrue } from '~/server/simulator/api/select/query';
import type { Store } from '~/server/simulator/api/store';
import type { Faults } from '~/server/simulator/faults/faults';
import { authenticate, type Token } from './authenticate';
import { ImpersonationError } from './impersonate';
import type { KeyPair } from './issue-certificates';
import { receiveUpgrade } from './receive-upgrade';
import { sendAnswer } from './send-answer';
import { sendFaulty } from './send-faulty';

export type DoorParts = {
  api: Api;
  store: Store;
  faults: Faults;
  clock: Clock;
  /** The minor version of Kubernetes, by which protocols are known. */
  minor: number;
  tokens: readonly Token[];
  accounts: ServiceAccountTokens;
  serving: KeyPair;
  /** PEM: signs the client certificates that are believed. */
  clientAuthority: string;
  /** 0: a free one. */
  port: number;
  bookmarkEveryMs: number;
};

export type Door = { port: number; server: Server; close(): Promise<void> };

/** etcd takes no more in one request. */
const MOST_BODY_BYTES = 3 << 20;

/** Opens the HTTPS socket of a member on loopback. */
export async function openDoor(parts: DoorParts): Promise<Door> {
  const { serving, clientAuthority, port } = parts;
  const server = createServer({
    cert: serving.certificate,
    key: serving.key,
    ca: clientAuthority,
    requestCert: true,
    rejectUnauthorized: false,
    keepAliveTimeout: 90_000,
    requestTimeout: 0,
  });
  server.on('request', (request, response) => void receive(parts, request, response));
  // the server itself counts none that was upgraded or is still shaking hands
  const sockets = new Set<Duplex>();
  server.on('connection', (socket: Duplex) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => {
    const [path = '', search = ''] = splitOnce(request.url ?? '/', '?');
    const read = { method: request.method ?? 'GET', path, query: new URLSearchParams(search), body: Buffer.alloc(0) };
    receiveUpgrade({ request, socket, head }, parts.minor, () => handle(parts, request, read, parts.api.connect));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function receive(parts: DoorParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '', search = ''] = splitOnce(request.url ?? '/', '?');
  const query = new URLSearchParams(search);
  const method = request.method ?? 'GET';
  response.on('error', () => response.destroy());
  response.setHeader('audit-id', crypto.randomUUID());
  response.setHeader('date', parts.clock.now().toUTCString());
  const body = await readBody(request).catch(() => undefined);
  if (body === undefined) {
    response.destroy();
    return;
  }
  const fault = parts.faults.take({ method, path, isWatch: isTrue(query.get('watch')) });
  const answer = () => handle(parts, request, { method, path, query, body }, parts.api.handle);
  if (fault) sendFaulty(response, fault, answer, parts);
  else sendAnswer(response, answer(), parts.bookmarkEveryMs);
}

type Read = { method: string; path: string; query: URLSearchParams; body: Buffer };

function handle<Served>(
  parts: DoorParts,
  request: IncomingMessage,
  { method, path, query, body }: Read,
  serve: (asked: ApiRequest) => Served,
): Served | Answer {
  try {
    if (body.length > MOST_BODY_BYTES) throw tooLarge();
    const user = authenticate(request, parts);
    const header = (name: string) => String(request.headers[name] ?? '');
    return serve({ method, path, query, header, body, user });
  } catch (error) {
    if (error instanceof ApiError) return answerError(error);
    if (error instanceof ImpersonationError)
      return answerText(500, `Internal Server Error: "${request.url}": ${error.message}\n`);
    const message = `Internal error occurred: ${error instanceof Error ? (error.stack ?? error.message) : error}`;
    return answerError(new ApiError({ code: 500, reason: 'InternalError', message }));
  }
}

const tooLarge = () =>
  new ApiError({
    code: 413,
    reason: 'RequestEntityTooLarge',
    message: `Request entity too large: limit is ${MOST_BODY_BYTES}`,
  });

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** At most one byte too many, so that the refusal can be told. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (request.method === 'GET' || request.method === 'HEAD') return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= MOST_BODY_BYTES + 1) chunks.push(chunk);
    else if (chunks.at(-1)?.length !== 1) chunks.push(Buffer.alloc(MOST_BODY_BYTES + 1));
  }
  return Buffer.concat(chunks);
}
