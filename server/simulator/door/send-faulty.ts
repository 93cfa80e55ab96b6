import type { ServerResponse } from 'node:http';
import { type Answer, answerError, answerObject, type StreamAnswer } from '~/server/simulator/api/answer';
import { ApiError, expired, statusOf } from '~/server/simulator/api/api-error';
import type { Fault } from '~/server/simulator/faults/faults';
import { sendAnswer } from './send-answer';

type Sending = { bookmarkEveryMs: number };

/** Answers with a fault in the way; `answer` makes the answer that would have been given. */
export function sendFaulty(
  response: ServerResponse,
  fault: Fault,
  answer: () => Answer,
  { bookmarkEveryMs }: Sending,
): void {
  const send = (changed: Answer) => sendAnswer(response, changed, bookmarkEveryMs);
  switch (fault.kind) {
    case 'hang':
      return;
    case 'latency':
      setTimeout(() => send(answer()), fault.ms);
      return;
    case 'status':
      send(refusal(fault, response));
      return;
    case 'redirect':
      response.setHeader('location', fault.location);
      send(answerObject(302, {}));
      return;
    case 'expired-continue':
      send(answerError(expired('The provided continue parameter is too old to display a consistent list result.')));
      return;
    case 'drip':
      sendDripping(response, answer(), fault);
      return;
    case 'reset':
    case 'truncate':
      sendPartly(response, answer(), fault);
      return;
    default:
      sendFaultyStream(response, answer(), fault, bookmarkEveryMs);
      return;
  }
}

function refusal(fault: Extract<Fault, { kind: 'status' }>, response: ServerResponse): Answer {
  const { code, message = TEXTS[code]?.message ?? 'injected fault', reason = TEXTS[code]?.reason, retryAfter } = fault;
  if (retryAfter)
    response.setHeader('retry-after', 'at' in retryAfter ? retryAfter.at.toUTCString() : String(retryAfter.seconds));
  return answerError(new ApiError({ code, message, ...(reason === undefined ? {} : { reason }) }));
}

const TEXTS: Record<number, { reason: string; message: string }> = {
  429: { reason: 'TooManyRequests', message: 'Too many requests, please try again later.' },
  500: { reason: 'InternalError', message: 'Internal error occurred: etcdserver: request timed out' },
  503: { reason: 'ServiceUnavailable', message: 'the server is currently unable to handle the request' },
};

/** The body a few bytes at a time. */
function sendDripping(
  response: ServerResponse,
  answer: Answer,
  { everyMs, bytes = 1 }: Extract<Fault, { kind: 'drip' }>,
): void {
  const body = bodyOf(answer);
  response.writeHead(answer.kind === 'body' ? answer.status : 200, {
    'content-type': 'application/json',
    'content-length': body.length,
  });
  let sent = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(sent, sent + bytes));
    sent += bytes;
    if (sent < body.length) return;
    clearInterval(timer);
    response.end();
  }, everyMs);
  response.on('close', () => clearInterval(timer));
}

/** `truncate` ends a body early as if it were whole; `reset` breaks the connection in it. */
function sendPartly(
  response: ServerResponse,
  answer: Answer,
  { kind, afterBytes }: Extract<Fault, { kind: 'reset' | 'truncate' }>,
): void {
  const body = bodyOf(answer);
  const part = body.subarray(0, afterBytes);
  const length = kind === 'truncate' ? part.length : body.length;
  response.writeHead(answer.kind === 'body' ? answer.status : 200, {
    'content-type': 'application/json',
    'content-length': length,
  });
  if (kind === 'truncate') {
    response.end(part);
    return;
  }
  const { socket } = response;
  // The TLS socket has no RST of its own: the plain one below it does.
  response.write(part, () => (afterBytes === 0 ? socket?.destroy() : setImmediate(() => socket?.destroy())));
}

function bodyOf(answer: Answer): Buffer {
  if (answer.kind === 'body') return Buffer.concat(answer.chunks);
  const lines: Buffer[] = [];
  answer.open(
    (line) => lines.push(line),
    () => {},
  )();
  return Buffer.concat(lines);
}

type StreamFault = Extract<Fault, { kind: 'garbage' | 'expired-watch' | 'half-open' | 'close-watch' }>;

function sendFaultyStream(response: ServerResponse, answer: Answer, fault: StreamFault, bookmarkEveryMs: number): void {
  if (answer.kind === 'body') {
    sendAnswer(response, answer, bookmarkEveryMs);
    return;
  }
  if (fault.kind === 'close-watch') {
    const timer = setTimeout(() => response.end(), fault.afterMs);
    response.on('close', () => clearTimeout(timer));
    sendAnswer(response, answer, bookmarkEveryMs);
    return;
  }
  sendAnswer(
    response,
    spoiled(answer, fault, () => setImmediate(() => response.end())),
    bookmarkEveryMs,
  );
}

/** The stream up to a number of events, then the fault. */
function spoiled(
  stream: StreamAnswer,
  fault: Exclude<StreamFault, { kind: 'close-watch' }>,
  end: () => void,
): StreamAnswer {
  let seen = 0;
  let isSilent = false;
  const spoil = (write: (line: Buffer) => void) => {
    if (isSilent || seen < fault.afterEvents) return;
    if (fault.kind === 'garbage') {
      seen = Number.NEGATIVE_INFINITY;
      write(Buffer.from(`${fault.line}\n`));
      return;
    }
    isSilent = true;
    if (fault.kind === 'half-open') return;
    write(
      Buffer.from(
        `${JSON.stringify({ type: 'ERROR', object: statusOf(expired('too old resource version: 1 (2)')) })}\n`,
      ),
    );
    end();
  };
  return {
    ...stream,
    bookmark: stream.bookmark,
    open(write, end) {
      const forward = (line: Buffer) => {
        if (isSilent) return;
        spoil(write);
        if (isSilent) return;
        write(line);
        seen++;
        spoil(write);
      };
      const close = stream.open(forward, end);
      spoil(write);
      return close;
    },
  };
}
