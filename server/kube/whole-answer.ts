import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import { Ended } from '~/server/kube/request/ended';
import { type Answer, readAll } from '~/server/kube/request/exchange';
import { jsonDepthExceeds, MAX_DEPTH } from '~/server/kube/request/json-depth';
import { memberFailure } from '~/server/kube/request/member-failure';
import { retryReads } from '~/server/kube/request/retry-reads';
import { statusFailure } from '~/server/kube/request/status-failure';
import { type Call, DEFAULT_LIMITS, type MemberConnection } from './member-connection';

export type WholeAnswer = { status: number; headers: IncomingHttpHeaders; bytes: Buffer };

/** Sends a write once and answers its object. Throws what the member refused. */
export async function writeJson(connection: MemberConnection, call: Call): Promise<unknown> {
  return parseJson(connection, (await accepted(connection, call)).bytes);
}

/** Sends a read, again where that helps, and answers its object. */
export async function readJson(connection: MemberConnection, call: Call): Promise<unknown> {
  const { bytes } = await retried(connection, call, (attempt) => accepted(connection, attempt));
  return parseJson(connection, bytes);
}

/** What a member sent as the shape it must have. Throws `garbled` when it has another. */
export function shaped<Schema extends z.ZodType>(
  { member }: MemberConnection,
  schema: Schema,
  value: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.length ? ` at ${issue.path.map(String).join('.')}` : '';
  throw memberFailure(member.name, new Ended('garbled', `the answer has an unknown shape${where}`));
}

/** Runs a read until it succeeds, cannot succeed or its deadline is over. */
export function retried<Value>(
  { pace }: MemberConnection,
  call: Call,
  attempt: (call: Call) => Promise<Value>,
): Promise<Value> {
  const deadlineMs = call.limits?.deadlineMs ?? DEFAULT_LIMITS.deadlineMs;
  const bounds = { deadlineMs, ...(call.signal ? { signal: call.signal } : {}) };
  return retryReads(pace, bounds, (leftMs) => attempt({ ...call, limits: { ...call.limits, deadlineMs: leftMs } }));
}

/** The answer of a call that succeeded. */
export async function accepted(connection: MemberConnection, call: Call): Promise<WholeAnswer> {
  const answer = await connection.open(call);
  await refuseFailure(connection, answer);
  return { status: answer.status, headers: answer.headers, bytes: await readAll(answer) };
}

/** Throws when the answer is no success, with what the member said; its body is then read and gone. */
export async function refuseFailure({ member, pace }: MemberConnection, answer: Answer): Promise<void> {
  const { status, headers } = answer;
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') {
    answer.close();
    throw memberFailure(member.name, new Ended('garbled', 'the answer is compressed, which was not asked for'));
  }
  if (status >= 200 && status < 300) return;
  const body = await readHead(answer);
  const refusal = { status, retryAfter: headers['retry-after'], body };
  throw memberFailure(member.name, statusFailure(member, refusal, pace.now()));
}

/** Parses what a member sent. Throws `garbled` for what is no JSON, or is nested too deeply to be handled safely. */
export function parseJson({ member }: MemberConnection, bytes: Buffer): unknown {
  if (jsonDepthExceeds(bytes, MAX_DEPTH)) {
    throw memberFailure(member.name, new Ended('garbled', `the answer nests deeper than ${MAX_DEPTH} levels`));
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw memberFailure(member.name, new Ended('garbled', 'the answer is not JSON'));
  }
}

const MAX_REFUSAL_BYTES = 64 * 1024;

/** A refusal's text, as far as anyone would read it; a reset in the middle of it does not hide the status. */
async function readHead(answer: Answer): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for (let chunk = await answer.read(); chunk && size < MAX_REFUSAL_BYTES; chunk = await answer.read()) {
      chunks.push(chunk);
      size += chunk.length;
    }
  } catch {}
  answer.close();
  return Buffer.concat(chunks).subarray(0, MAX_REFUSAL_BYTES).toString('utf8');
}
