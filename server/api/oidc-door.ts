import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { failureOf } from '~/server/kernel/failure';
import { beginElsewhere, FLOW_SECONDS, finishElsewhere } from '~/server/teams/sign-in-elsewhere';
import type { Wiring } from '~/server/wiring';
import { placeOf, readDoorInput, refuse, signedInHeaders } from './auth-door';
import { flowCookie, readFlowBinding } from './cookies';

const MOST_QUERY = 8_192;
const FOUND = 302;
/** A path of this hub; the page that it leads to is checked again by the browser's own code. */
const StartInput = z.strictObject({
  next: z
    .string()
    .max(2048)
    .regex(/^\/(?![/\\])/)
    .default('/'),
});

/** Begins a sign-in at a provider: passes the gate like any write, and answers where the browser shall go. */
export async function beginAtProvider(wiring: Wiring, request: Request, name: string): Promise<Response> {
  const read = await readDoorInput(wiring, request, StartInput);
  if (read instanceof Response) return read;
  const origin = request.headers.get('origin') ?? '';
  if (!wiring.gate.origins.has(origin)) return refuse({ status: 403, error: 'refused' });
  try {
    const knock = { place: placeOf(request), requestId: randomUUID() };
    const begun = await beginElsewhere(wiring.accounts, { name, origin, next: read.next, ...knock });
    if (!begun.ok) return refuse({ status: 502, error: begun.reason.code, message: begun.reason.detail });
    const { url, binding } = begun.value;
    const cookie = flowCookie(binding, { secure: wiring.secureCookies, maxAgeSeconds: FLOW_SECONDS });
    return Response.json({ url }, { headers: { 'cache-control': 'no-store', 'set-cookie': cookie } });
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind === 'not-found') return refuse({ status: 404, error: 'not-found' });
    if (failure?.kind === 'limit') return refuse({ status: 503, error: 'busy', retryAfterSeconds: 60 });
    return internal(wiring, error);
  }
}

/**
 * A provider's page leads here, so no header of ours can come along: the state, which this browser's cookie and one row
 * vouch for, is what proves that it was our own page that began.
 */
export async function returnFromProvider(wiring: Wiring, request: Request, name: string): Promise<Response> {
  const { search, searchParams: query } = new URL(request.url);
  if (!wiring.gate.hosts.has(request.headers.get('host') ?? '') || search.length > MOST_QUERY) {
    return refuse({ status: 403, error: 'refused' });
  }
  const binding = readFlowBinding(request.headers);
  const knock = { name, query, binding, place: placeOf(request), requestId: randomUUID() };
  try {
    const entered = await finishElsewhere(wiring.accounts, knock);
    const forget = flowCookie('', { secure: wiring.secureCookies, maxAgeSeconds: 0 });
    if (!entered.ok) return goTo(`/sign-in?refused=${entered.reason.code}`, new Headers({ 'set-cookie': forget }));
    const headers = await signedInHeaders(wiring, request, entered.value.session);
    headers.append('set-cookie', forget);
    // a strict cookie does not come along from another site's page: the sign-in page asks from our own and goes on
    return goTo(`/sign-in?next=${encodeURIComponent(entered.value.next)}`, headers);
  } catch (error) {
    return internal(wiring, error);
  }
}

function goTo(location: string, headers: Headers): Response {
  headers.set('location', location);
  headers.set('cache-control', 'no-store');
  return new Response(null, { status: FOUND, headers });
}

function internal(wiring: Wiring, error: unknown): Response {
  const requestId = randomUUID();
  wiring.log.error({ err: error, requestId }, 'a sign-in at a provider failed');
  return refuse({ status: 500, error: 'internal', message: requestId });
}
