import { enterBy } from '~/server/api/auth-door';
import { SignInToken } from '~/server/teams/model/actor';
import { signInWithLink } from '~/server/teams/sessions';
import { sharedWiring } from '~/server/wiring';

export const dynamic = 'force-dynamic';

/** Exchanges the one-time link for a session. The token comes in the body: an address would be logged. */
export async function POST(request: Request): Promise<Response> {
  const wiring = sharedWiring();
  return enterBy(wiring, request, SignInToken, async ({ input, place }) => {
    return (await signInWithLink(wiring.sessions, input.token, place)).session;
  });
}
