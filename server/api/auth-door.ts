import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { type Failure, failureOf } from '~/server/kernel/failure';
import type { SignInPlace } from '~/server/teams/model/person';
import { SESSION_HOURS, signOut } from '~/server/teams/sessions';
import type { Wiring } from '~/server/wiring';
import { boundedBody } from './bounded-body';
import { CLIENT_ADDRESS } from './client-address';
import { readCookieToken, sessionCookie } from './cookies';
import { refuseRequest } from './gate';

const MAX_BODY = 8_192;
const MOST_AGENT = 200;

/** What a door says no with: a status, a code for our own page, and what it needs to say more. */
export type DoorRefusal = { status: number; error: string; message?: string; retryAfterSeconds?: number };
type Knock<Input> = { input: Input; place: SignInPlace; requestId: string };

/** Where a request came from, as the doors in front have found. */
export const placeOf = ({ headers }: Request): SignInPlace => ({
  address: headers.get(CLIENT_ADDRESS) ?? '',
  agent: (headers.get('user-agent') ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, MOST_AGENT),
});

/**
 * A way in: passes the same gate as every procedure, reads JSON of one shape, and answers with the cookie of the session
 * that `enter` gives the token of. The session by which the browser came before ends.
 */
export async function enterBy<Schema extends z.ZodType>(
  wiring: Wiring,
  request: Request,
  schema: Schema,
  enter: (knock: Knock<z.infer<Schema>>) => Promise<string | DoorRefusal>,
): Promise<Response> {
  const input = await readDoorInput(wiring, request, schema);
  if (input instanceof Response) return input;
  const requestId = randomUUID();
  try {
    const entered = await enter({ input, place: placeOf(request), requestId });
    if (typeof entered !== 'string') return refuse(entered);
    return Response.json({ signedIn: true }, { headers: await signedInHeaders(wiring, request, entered) });
  } catch (error) {
    const failure = failureOf(error);
    if (failure) return refuse(refusalOf(failure));
    wiring.log.error({ err: error, requestId }, 'a sign-in failed');
    return refuse({ status: 500, error: 'internal', message: requestId });
  }
}

/** What a door is told, once the request has passed the gate; a response when it has not, or says something else. */
export async function readDoorInput<Schema extends z.ZodType>(
  wiring: Wiring,
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema> | Response> {
  const refusal = refuseRequest(request, wiring.gate);
  if (refusal) return refuse({ status: 403, error: 'refused', message: refusal });
  const bounded = await boundedBody(request, MAX_BODY);
  const input = bounded.ok ? schema.safeParse(await bounded.request.json().catch(() => undefined)) : undefined;
  return input?.success ? input.data : refuse({ status: 400, error: 'invalid' });
}

/** The cookie of a new session, in place of the one that the browser came with. */
export async function signedInHeaders(wiring: Wiring, request: Request, token: string): Promise<Headers> {
  const before = readCookieToken(request.headers);
  if (before) await signOut(wiring.sessions, before);
  const cookie = sessionCookie(token, { secure: wiring.secureCookies, maxAgeSeconds: SESSION_HOURS * 3600 });
  return new Headers({ 'cache-control': 'no-store', 'set-cookie': cookie });
}

function refusalOf(failure: Failure): DoorRefusal {
  if (failure.kind === 'invalid') return { status: 422, error: 'password', message: failure.issues[0]?.message ?? '' };
  if (failure.kind === 'unavailable') return { status: 503, error: 'busy', retryAfterSeconds: 2 };
  return { status: 401, error: failure.kind === 'unauthenticated' ? 'unknown-link' : failure.kind };
}

/** A refusal in the words of a door. */
export function refuse({ status, ...body }: DoorRefusal): Response {
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (body.retryAfterSeconds !== undefined) headers.set('retry-after', String(body.retryAfterSeconds));
  return Response.json(body, { status, headers });
}
