import type { ApiError } from './api-error';
import { statusOf } from './api-error';
import type { JsonObject } from './object';

/** What a request is answered with: a body that is complete, or a stream of watch events. */
export type Answer = BodyAnswer | StreamAnswer;
export type BodyAnswer = { kind: 'body'; status: number; headers: Record<string, string>; chunks: readonly Buffer[] };
export type StreamAnswer = {
  kind: 'stream';
  /** `application/json` unless it says otherwise. */
  contentType?: string;
  /** Starts the stream; the returned function ends it. Events are whole lines. `end` says that nothing more will come. */
  open(write: (line: Buffer) => void, end: () => void): () => void;
  timeoutSeconds: number | undefined;
  /** The line of a bookmark at the present revision, when bookmarks were asked for. */
  bookmark: (() => Buffer) | undefined;
};

const JSON_TYPE = { 'content-type': 'application/json' };

/** A JSON answer; the parts are sent one behind the other. */
export const answer = (status: number, ...chunks: Buffer[]): BodyAnswer => ({
  kind: 'body',
  status,
  headers: JSON_TYPE,
  chunks,
});

export const answerObject = (status: number, object: JsonObject): BodyAnswer =>
  answer(status, Buffer.from(JSON.stringify(object)), NEWLINE);

export const answerText = (status: number, text: string): BodyAnswer => ({
  kind: 'body',
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  chunks: [Buffer.from(text)],
});

export function answerError(error: ApiError): BodyAnswer {
  const { code, details } = error.refusal;
  const body = answerObject(code, statusOf(error));
  const headers = {
    ...body.headers,
    ...(code === 403 ? { 'x-content-type-options': 'nosniff' } : {}),
    ...(details?.retryAfterSeconds === undefined ? {} : { 'retry-after': String(details.retryAfterSeconds) }),
  };
  return { ...body, headers };
}

const NEWLINE = Buffer.from('\n');
