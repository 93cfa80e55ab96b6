import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { constants, type ServerHttp2Stream } from 'node:http2';
import { Agent, request } from 'node:https';
import { keepReading } from '~/server/kernel/keep-reading';
import { type Allowance, type HubRequest, judgeRequest } from './judge-request';

/** The member's own API server: the one address that the agent speaks to. */
export type ApiServer = {
  host: string;
  port: number;
  /** PEM. */
  ca: string;
  /** The service account's token of this moment: kubelets renew it in its file. */
  token?(): string;
  /** Outside of the cluster an agent may hold a client certificate instead. */
  client?: { cert: string; key: string };
};

export type Forwarding = { api: ApiServer; allowance(): Allowance };

/** API servers close idle connections later than this; a request must not meet a socket that is just being closed. */
const IDLE_MS = 30_000;
/** Of an answer to an upgrade that is none. */
const REFUSAL_BYTES = 64 * 1024;
/** Between two machines and never passed on (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
]);

/** Passes each of the hub's streams to the API server as the agent's own service account, or refuses it as an API server would. */
export function createForwarder({
  api,
  allowance,
}: Forwarding): (stream: ServerHttp2Stream, asked: HubRequest) => void {
  const tls = { ca: api.ca, ...api.client };
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS, maxFreeSockets: 16, ...tls });
  const open = (asked: HubRequest, headers: Record<string, string | string[]>): ClientRequest => {
    const upgrade = asked.protocol === undefined ? {} : { connection: 'Upgrade', upgrade: asked.protocol };
    // Node frames the body of a DELETE only when it is told how
    const isOpenEnded = asked.protocol === undefined && asked.hasBody && headers['content-length'] === undefined;
    const framing = isOpenEnded ? { 'transfer-encoding': 'chunked' } : {};
    return request({
      ...{ host: api.host, port: api.port, path: asked.path, ...tls },
      method: methodOf(asked),
      headers: { ...headers, ...upgrade, ...framing, ...(api.token ? { authorization: `Bearer ${api.token()}` } : {}) },
      agent: asked.protocol === undefined ? agent : false,
    });
  };
  return (stream, asked) => {
    stream.on('error', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
    const judged = judgeRequest(asked, allowance());
    if (!judged.ok) return refuse(stream, judged);
    const sent = open(asked, judged.headers);
    stream.once('close', () => sent.destroy());
    sent.on('error', (error) => fail(stream, error));
    sent.once('response', (answer) =>
      asked.protocol === undefined ? relay(stream, answer) : relayRefusal(stream, answer),
    );
    if (asked.protocol === undefined) stream.pipe(sent).once('close', () => letGo(stream));
    else
      sent
        .once('upgrade', (answer, socket, head) => {
          respond(stream, 200, answer.headers);
          if (head.length > 0) stream.write(head);
          // an API server that closes on what it has not read resets the connection: what it said before is told all the same
          keepReading(socket);
          socket.on('error', () => stream.end()).once('close', () => letGo(stream));
          stream.once('close', () => socket.destroy());
          socket.pipe(stream).pipe(socket);
        })
        .end();
  };
}

/** As clients do: WebSockets open by GET, SPDY by POST; RBAC tells the two apart. */
function methodOf({ method, protocol }: HubRequest): string {
  if (protocol === undefined) return method;
  return protocol === 'websocket' ? 'GET' : 'POST';
}

function relay(stream: ServerHttp2Stream, answer: IncomingMessage): void {
  respond(stream, answer.statusCode ?? 502, answer.headers);
  answer.on('error', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  answer.on('aborted', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  answer.pipe(stream);
}

/** Only a 101 switches protocols (CVE-2018-1002105): what else comes is told, up to a bound, and both sides are ended. */
function relayRefusal(stream: ServerHttp2Stream, answer: IncomingMessage): void {
  let left = REFUSAL_BYTES;
  respond(stream, answer.statusCode === 200 ? 502 : (answer.statusCode ?? 502), answer.headers);
  answer.on('data', (chunk: Buffer) => {
    if (stream.destroyed) return;
    stream.write(chunk.subarray(0, left));
    left -= chunk.length;
    if (left <= 0) answer.destroy();
  });
  answer.once('close', () => stream.end());
}

/**
 * Nobody takes what the hub still says here. A stream is over only when all of it was read: left alone it would count for ever
 * as one of those that a tunnel may have at once.
 */
function letGo(stream: ServerHttp2Stream): void {
  stream.resume();
}

function respond(stream: ServerHttp2Stream, status: number, received: IncomingHttpHeaders): void {
  if (stream.destroyed || stream.headersSent) return;
  const headers = Object.fromEntries(Object.entries(received).filter(([name]) => !HOP_BY_HOP.has(name)));
  stream.respond({ ...headers, ':status': status });
}

function fail(stream: ServerHttp2Stream, error: NodeJS.ErrnoException): void {
  if (stream.destroyed) return;
  const message = `the agent cannot reach its API server: ${error.code ?? error.message}`;
  if (stream.headersSent) stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  else refuse(stream, { code: 502, reason: 'ServiceUnavailable', message });
}

function refuse(
  stream: ServerHttp2Stream,
  { code, reason, message }: { code: number; reason: string; message: string },
): void {
  const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, metadata: {} };
  respond(stream, code, { 'content-type': 'application/json' });
  stream.end(JSON.stringify(status));
}
