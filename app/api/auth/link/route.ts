import { boundedBody } from '~/server/api/bounded-body';
import { sessionCookie } from '~/server/api/cookies';
import { refuseRequest } from '~/server/api/gate';
import { failureOf } from '~/server/kernel/failure';
import { SignInToken } from '~/server/teams/model/actor';
import { SESSION_HOURS, signInWithLink } from '~/server/teams/sessions';
import { sharedWiring } from '~/server/wiring';

export const dynamic = 'force-dynamic';

/** A token and the braces around it. */
const MOST_BODY = 4096;

/** Exchanges the one-time link for a session. The token comes in the body: an address would be logged. */
export async function POST(request: Request): Promise<Response> {
  const wiring = sharedWiring();
  const refusal = refuseRequest(request, wiring.gate);
  if (refusal) return answer(403, { error: 'refused', message: refusal });
  const bounded = await boundedBody(request, MOST_BODY);
  if (!bounded.ok) return answer(413, { error: 'invalid' });
  const input = SignInToken.safeParse(await bounded.request.json().catch(() => undefined));
  if (!input.success) return answer(400, { error: 'invalid' });
  try {
    const { session } = await signInWithLink(wiring.sessions, input.data.token);
    const cookie = sessionCookie(session, { secure: wiring.secureCookies, maxAgeSeconds: SESSION_HOURS * 3600 });
    return answer(200, { signedIn: true }, cookie);
  } catch (error) {
    if (failureOf(error)?.kind === 'unauthenticated') return answer(401, { error: 'unknown-link' });
    throw error;
  }
}

function answer(status: number, body: object, cookie?: string): Response {
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (cookie) headers.set('set-cookie', cookie);
  return Response.json(body, { status, headers });
}
