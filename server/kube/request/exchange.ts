import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Lane } from '~/server/kube/lane/lane';
import type { Pace } from '~/server/kube/pace';
import { Ended } from './ended';
import type { RequestHeaders } from './request-headers';

export type Request = {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  headers: RequestHeaders;
  body?: string | Buffer | Readable;
};

/**
 * The limits that every request has. `idleMs` counts from the last byte, `deadlineMs` from the start; `headMs` is the idle
 * limit until the head of the answer is there, where that differs.
 */
export type Limits = { deadlineMs: number; idleMs: number; maxBytes: number; headMs?: number };

/** The head of an answer, and its body to be read chunk by chunk; `close` gives up what is unread and frees the socket. */
export type Answer = {
  status: number;
  headers: IncomingHttpHeaders;
  /** The next bytes, undefined at the end. Throws what ended the answer early. */
  read(): Promise<Buffer | undefined>;
  close(): void;
};

/** Unread bytes at which the socket is paused. */
const HIGH_WATER = 256 * 1024;

/** Sends one request and resolves when the head of its answer is there. `onEnd` is called exactly once, when all is over. */
export function exchange(
  lane: Lane,
  request: Request,
  { limits, pace, signal, onEnd }: { limits: Limits; pace: Pace; signal?: AbortSignal; onEnd?: () => void },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const running = new Exchange(limits, pace, resolve, reject, onEnd);
    if (signal) running.follow(signal);
    if (!running.isOver) lane.dispatch({ ...request, body: request.body ?? null }, running);
  });
}

/** Every byte of an answer. */
export async function readAll(answer: Answer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let chunk = await answer.read(); chunk; chunk = await answer.read()) chunks.push(chunk);
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/** undici's dispatch handler: the cheapest way to its bytes, without a stream in between. */
class Exchange implements Dispatcher.DispatchHandler {
  isOver = false;
  private controller: Dispatcher.DispatchController | undefined;
  private readonly queue: Buffer[] = [];
  private queued = 0;
  private total = 0;
  private failure: Error | undefined;
  private wake: (() => void) | undefined;
  private hasHead = false;
  private lastByteAt: number;
  private cancelIdle: () => void;
  private readonly cancelDeadline: () => void;
  private unfollow = () => {};

  constructor(
    private readonly limits: Limits,
    private readonly pace: Pace,
    private readonly resolve: (answer: Answer) => void,
    private readonly reject: (error: Error) => void,
    private readonly onEnd?: () => void,
  ) {
    this.lastByteAt = pace.monotonic();
    this.cancelIdle = pace.after(limits.headMs ?? limits.idleMs, () => this.checkIdle());
    this.cancelDeadline = pace.after(limits.deadlineMs, () =>
      this.end(new Ended('timeout', `no complete answer within ${limits.deadlineMs} ms`)),
    );
  }

  follow(signal: AbortSignal): void {
    const abort = () => this.end(new Ended('aborted', 'the caller went away'));
    this.unfollow = () => signal.removeEventListener('abort', abort);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.isOver) controller.abort(this.failure ?? new Ended('aborted', 'given up before it was sent'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200 || this.isOver) return;
    this.hasHead = true;
    this.lastByteAt = this.pace.monotonic();
    this.resolve({
      status,
      headers,
      read: () => this.read(),
      close: () => this.end(new Ended('aborted', 'the answer was given up')),
    });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.isOver) return;
    this.lastByteAt = this.pace.monotonic();
    this.total += chunk.length;
    this.queued += chunk.length;
    if (this.total > this.limits.maxBytes) {
      this.end(new Ended('too-large', `the answer is larger than ${this.limits.maxBytes} bytes`));
      return;
    }
    this.queue.push(chunk);
    if (this.queued > HIGH_WATER) controller.pause();
    this.wake?.();
  }

  onResponseEnd(): void {
    this.finish();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(error);
  }

  private async read(): Promise<Buffer | undefined> {
    while (this.queue.length === 0) {
      if (this.failure) throw this.failure;
      if (this.isOver) return undefined;
      await new Promise<void>((wake) => {
        this.wake = wake;
      });
      this.wake = undefined;
    }
    const chunk = this.queue.shift();
    this.queued -= chunk?.length ?? 0;
    if (this.controller?.paused && this.queued <= HIGH_WATER / 2) {
      this.lastByteAt = this.pace.monotonic();
      this.controller.resume();
    }
    return chunk;
  }

  /** One timer that looks back, instead of one that is set anew for each chunk. A paused socket is not idle. */
  private checkIdle(): void {
    const { idleMs, headMs = idleMs } = this.limits;
    const limitMs = this.hasHead ? idleMs : headMs;
    const quiet = this.controller?.paused ? 0 : this.pace.monotonic() - this.lastByteAt;
    if (quiet >= limitMs) this.end(new Ended('timeout', `no byte for ${limitMs} ms`));
    else this.cancelIdle = this.pace.after(limitMs - quiet, () => this.checkIdle());
  }

  private end(error: Ended): void {
    if (this.isOver) return;
    this.queue.length = 0;
    this.fail(error);
    this.controller?.abort(error);
  }

  private fail(error: Error): void {
    if (this.isOver) return;
    this.failure = error;
    this.finish();
    this.reject(error);
  }

  private finish(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.cancelIdle();
    this.cancelDeadline();
    this.unfollow();
    this.wake?.();
    this.onEnd?.();
  }
}
