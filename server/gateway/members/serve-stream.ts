import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Opened } from '~/server/kube/request/request-stream';
import { lastWord } from '../last-word';
import type { Tap } from '../recording/tap';
import { type Status, statusOf } from './core/status-of';
import { joinSockets } from './join-sockets';
import { identityOf, memberCall } from './member-call';
import type { MembersDoorDeps } from './ports';
import { passedHeaders } from './relay';
import { runStream } from './run-stream';
import { type Allowed, admit, Refused, statusOfError } from './serve-member';
import { whileAllowed } from './while-allowed';

/** Of the answer to an upgrade: what both ends of a stream agreed on. */
const OF_STREAMS = ['upgrade', 'x-stream-protocol-version', 'sec-websocket-accept', 'sec-websocket-protocol'];

/** Serves a terminal, a port or a proxied socket of a member: bytes both ways, until one side ends it or the right is lost. */
export async function serveMemberStream(
  deps: MembersDoorDeps,
  message: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  socket.on('error', () => socket.destroy());
  // what the person sent early belongs to the stream, once there is one
  if (head.length > 0) socket.unshift(head);
  try {
    const allowed = await admit(deps, message);
    const upgrade = protocolOf(message);
    if (allowed.request.kind !== 'object' || allowed.request.verb !== 'connect')
      throw new Refused(statusOf(400, 'BadRequest', 'nothing streams at this address'));
    await whileAllowed(deps, message.headers, gone, () => run(deps, allowed, { message, socket, gone, upgrade }));
  } catch (error) {
    refuse(socket, statusOfError(deps, error));
  }
}

type Streaming = { message: IncomingMessage; socket: Duplex; gone: AbortController; upgrade: string };

async function run(deps: MembersDoorDeps, allowed: Allowed, streaming: Streaming): Promise<void> {
  const { message, socket, gone, upgrade } = streaming;
  const { request, actor } = allowed;
  const identity = identityOf(actor, await deps.teamsOf(actor.id));
  const call = { ...memberCall(request, message.headers, identity), stream: pairsOf(message.rawHeaders), upgrade };
  const door = upgrade === 'websocket' ? 'websocket' : 'spdy';
  await runStream(deps, allowed, { call, door, gone }, async (opened, tap) => {
    if (opened.agreed) await join(socket, opened, gone, tap);
    else passRefusal(socket, opened);
    return 'served';
  });
}

async function join(
  socket: Duplex,
  opened: Extract<Opened, { agreed: true }>,
  gone: AbortController,
  tap: Tap | undefined,
): Promise<void> {
  const agreed = OF_STREAMS.flatMap((name) =>
    opened.headers[name] === undefined ? [] : [`${name}: ${opened.headers[name]}`],
  );
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\n${agreed.join('\r\n')}\r\n\r\n`);
  const end = () => {
    socket.destroy();
    opened.socket.destroy();
  };
  gone.signal.addEventListener('abort', end, { once: true });
  if (gone.signal.aborted) end();
  if (tap) {
    socket.on('data', tap.fromPerson);
    opened.socket.on('data', tap.fromMember);
  }
  await joinSockets(socket, opened.socket);
}

/** `websocket`, or SPDY as older kubectls speak it; nothing else switches protocols here. */
function protocolOf({ headers }: IncomingMessage): string {
  const asked = headers.upgrade?.toLowerCase();
  if (asked === 'websocket') return 'websocket';
  if (asked === 'spdy/3.1') return 'SPDY/3.1';
  throw new Refused(statusOf(400, 'BadRequest', 'only WebSocket and SPDY/3.1 are spoken here'));
}

function pairsOf(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([(raw[at] ?? '').toLowerCase(), raw[at + 1] ?? '']);
  return pairs;
}

function passRefusal(socket: Duplex, { status, headers, body }: Extract<Opened, { agreed: false }>): void {
  const { 'content-type': type = 'text/plain' } = passedHeaders(headers);
  if (status >= 400) writeWhole(socket, status, String(type), body);
  else refuse(socket, statusOf(502, 'InternalError', `the cluster did not open a stream: it answers ${status}`));
}

function refuse(socket: Duplex, status: Status): void {
  writeWhole(socket, status.code, 'application/json', Buffer.from(JSON.stringify(status)));
}

/** A whole answer on a socket that is no HTTP server's any more; it ends with it. */
function writeWhole(socket: Duplex, code: number, type: string, body: Buffer): void {
  const head = [
    `HTTP/1.1 ${code} Refused`,
    `content-type: ${type}`,
    `content-length: ${body.length}`,
    'connection: close',
  ];
  lastWord(socket, Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]));
}
