import type { ServerResponse } from 'node:http';
import type { Answer, StreamAnswer } from '~/server/simulator/api/answer';
import { sendBody } from './send-body';

/** Streams end after this long when no timeout was asked for (the server's --min-request-timeout is 30 to 60 minutes). */
const DEFAULT_TIMEOUT_MS = 45 * 60_000;
/** A watcher that lets this much pile up is cut off, as the real server cuts watchers that are too slow. */
const MOST_UNSENT_BYTES = 64 << 20;

/** Writes an answer to its socket. `bookmarkEveryMs` is how often a quiet watch hears the present revision. */
export function sendAnswer(response: ServerResponse, answer: Answer, bookmarkEveryMs: number): void {
  if (answer.kind === 'body') sendBody(response, answer);
  else sendStream(response, answer, bookmarkEveryMs);
}

function sendStream(
  response: ServerResponse,
  { open, bookmark, timeoutSeconds, contentType = 'application/json' }: StreamAnswer,
  bookmarkEveryMs: number,
): void {
  response.writeHead(200, { 'cache-control': 'no-cache, private', 'content-type': contentType });
  response.flushHeaders();
  const timers: NodeJS.Timeout[] = [];
  let close = () => {};
  const end = () => {
    close();
    for (const timer of timers) clearInterval(timer);
  };
  response.on('close', end);
  const write = (line: Buffer) => {
    response.write(line);
    if (response.writableLength > MOST_UNSENT_BYTES) response.destroy();
  };
  close = open(write, () => response.end());
  const timeout = timeoutSeconds ? timeoutSeconds * 1000 : DEFAULT_TIMEOUT_MS;
  if (bookmark) timers.push(setInterval(() => response.write(bookmark()), bookmarkEveryMs));
  timers.push(
    setTimeout(() => {
      end();
      if (bookmark) response.write(bookmark());
      response.end();
    }, timeout),
  );
}
