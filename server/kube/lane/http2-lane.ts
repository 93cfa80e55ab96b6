import { type ClientHttp2Session, type ClientHttp2Stream, constants, type IncomingHttpHeaders } from 'node:http2';
import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Lane, Route } from './lane';

/** The session at this moment; throws what keeps a request from being sent. */
type SessionNow = () => ClientHttp2Session | Promise<ClientHttp2Session>;

/**
 * A member behind an HTTP/2 session that it opened itself: each request is a stream, an upgrade an extended CONNECT
 * (RFC 8441). Many requests share the session, so `connections` bounds nothing here: the member's own bound does.
 */
export function http2Route(session: SessionNow): Route {
  return { open: () => createLane(session) };
}

function createLane(session: SessionNow): Lane {
  const running = new Set<ClientHttp2Stream>();
  return {
    dispatch: (options, handler) => {
      void begin(session, running, options, handler).catch((error: unknown) => {
        handler.onResponseError?.(IDLE, error instanceof Error ? error : new Error(String(error)));
      });
      return true;
    },
    destroy: async () => {
      for (const stream of running) stream.close(constants.NGHTTP2_CANCEL);
    },
  };
}

async function begin(
  session: SessionNow,
  running: Set<ClientHttp2Stream>,
  options: Dispatcher.DispatchOptions,
  handler: Dispatcher.DispatchHandler,
): Promise<void> {
  const opened = await session();
  const hasBody = options.body !== null && options.body !== undefined;
  const stream = opened.request(pseudo(options), { endStream: !hasBody && !options.upgrade });
  running.add(stream);
  stream.once('close', () => running.delete(stream));
  // before anything can be lost: an early error has its listener
  follow(stream, options, handler);
  if (options.upgrade || !hasBody) return;
  if (options.body instanceof Readable)
    options.body.on('error', () => stream.close(constants.NGHTTP2_CANCEL)).pipe(stream);
  else stream.end(options.body as string | Buffer);
}

function pseudo({
  method,
  path,
  headers,
  upgrade,
  body,
}: Dispatcher.DispatchOptions): Record<string, string | string[]> {
  return {
    ...(typeof body === 'string' || Buffer.isBuffer(body) ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
    ...(headers as Record<string, string | string[]>),
    ':method': upgrade ? 'CONNECT' : method,
    ':path': path,
    ':scheme': 'https',
    ':authority': 'member',
    ...(typeof upgrade === 'string' ? { ':protocol': upgrade } : {}),
  };
}

function follow(
  stream: ClientHttp2Stream,
  { upgrade }: Dispatcher.DispatchOptions,
  handler: Dispatcher.DispatchHandler,
): void {
  const controller = controllerOf(stream);
  let isOver = false;
  const end = (then: () => void) => {
    if (isOver) return;
    isOver = true;
    then();
  };
  handler.onRequestStart?.(controller, undefined);
  stream.once('response', (received) => {
    const { status, headers } = readHead(received);
    // HTTP/2 has no upgrade header; above a lane it is an upgrade as any
    const agreed = { ...headers, upgrade: String(upgrade) };
    if (upgrade && status === 200) return end(() => handler.onRequestUpgrade?.(controller, 101, agreed, stream));
    handler.onResponseStart?.(controller, status, headers, '');
    stream.on('data', (chunk: Buffer) => handler.onResponseData?.(controller, chunk));
    stream.once('end', () => end(() => handler.onResponseEnd?.(controller, {})));
  });
  const fail = (error: Error) => end(() => handler.onResponseError?.(controller, error));
  stream.on('error', fail);
  stream.once('close', () => fail(controller.reason ?? lost()));
}

const lost = () =>
  Object.assign(new Error('the tunnel was closed before the answer was complete'), { code: 'ECONNRESET' });

function readHead(received: IncomingHttpHeaders): { status: number; headers: IncomingHttpHeaders } {
  const { ':status': status, ...headers } = received;
  return { status: Number(status), headers };
}

function controllerOf(stream: ClientHttp2Stream): Dispatcher.DispatchController {
  let reason: Error | null = null;
  return {
    get aborted() {
      return reason !== null;
    },
    get paused() {
      return stream.isPaused();
    },
    get reason() {
      return reason;
    },
    rawHeaders: null,
    rawTrailers: null,
    abort: (why) => {
      reason = why;
      stream.close(constants.NGHTTP2_CANCEL);
    },
    pause: () => void stream.pause(),
    resume: () => void stream.resume(),
  };
}

/** Of a request that never began. */
const IDLE: Dispatcher.DispatchController = {
  aborted: true,
  paused: false,
  reason: null,
  rawHeaders: null,
  rawTrailers: null,
  abort: () => {},
  pause: () => {},
  resume: () => {},
};
