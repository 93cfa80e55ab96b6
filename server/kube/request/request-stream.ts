import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import { keepReading } from '~/server/kernel/keep-reading';
import type { Lane } from '~/server/kube/lane/lane';
import { Ended } from './ended';
import type { Request } from './exchange';

/** Both ends of a stream, or the answer of a member that did not agree to one. */
export type Opened =
  | { agreed: true; headers: IncomingHttpHeaders; socket: Duplex }
  | { agreed: false; status: number; headers: IncomingHttpHeaders; body: Buffer };

const OPEN_MS = 30_000;
const REFUSAL_BYTES = 64 * 1024;

type Options = { signal: AbortSignal | undefined; onEnd: () => void };

/**
 * Asks a member to switch protocols. Only 101 hands its socket over (CVE-2018-1002105): of any other answer at most 64 KiB are
 * read, and its connection is ended. `onEnd` is called once, when nothing of it is left.
 */
export function requestStream(
  lane: Lane,
  request: Request & { upgrade: string },
  { signal, onEnd }: Options,
): Promise<Opened> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let isOver = false;
    /** Runs once: what comes after the end of a request changes nothing. */
    const end = (then: () => void) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      then();
    };
    const fail = (error: Error) =>
      end(() => {
        reject(error);
        controller?.abort(error);
        onEnd();
      });
    const abort = () => fail(new Ended('aborted', 'the caller went away'));
    const timer = setTimeout(() => fail(new Ended('timeout', `no stream within ${OPEN_MS} ms`)), OPEN_MS);
    signal?.addEventListener('abort', abort, { once: true });
    const refusal = { status: 0, headers: {} as IncomingHttpHeaders, chunks: [] as Buffer[], size: 0 };
    const refused = () =>
      end(() => {
        const { status, headers, chunks } = refusal;
        resolve({ agreed: false, status, headers, body: Buffer.concat(chunks) });
        onEnd();
      });
    lane.dispatch(
      { ...request, body: null },
      {
        onRequestStart: (started) => {
          controller = started;
          if (isOver) started.abort(new Ended('aborted', 'given up before it was sent'));
        },
        onRequestUpgrade: (_controller, status, headers, socket) => {
          socket.on('error', () => socket.destroy());
          if (isOver || status !== 101) return void socket.destroy();
          end(() => {
            keepReading(socket);
            socket.once('close', onEnd);
            resolve({ agreed: true, headers, socket });
          });
        },
        onResponseStart: (_controller, status, headers) => Object.assign(refusal, { status, headers }),
        onResponseData: (running, chunk) => {
          refusal.chunks.push(chunk.subarray(0, REFUSAL_BYTES - refusal.size));
          refusal.size += chunk.length;
          if (refusal.size < REFUSAL_BYTES) return;
          refused();
          running.abort(new Ended('too-large', 'more was said than a refusal needs'));
        },
        onResponseEnd: refused,
        onResponseError: (_controller, error) => fail(error),
      },
    );
  });
}
