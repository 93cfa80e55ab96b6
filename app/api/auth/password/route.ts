import { enterBy } from '~/server/api/auth-door';
import { SignInInput } from '~/server/teams/model/person';
import { signInWithPassword } from '~/server/teams/sign-in';
import { sharedWiring } from '~/server/wiring';

export const dynamic = 'force-dynamic';

/** A session for a name and a password; what of both was wrong is not told. */
export async function POST(request: Request): Promise<Response> {
  const wiring = sharedWiring();
  return enterBy(wiring, request, SignInInput, async ({ input, place, requestId }) => {
    const entered = await signInWithPassword(wiring.accounts, input, place, requestId);
    if (entered.ok) return entered.value;
    const { reason } = entered;
    if (reason.code === 'wrong') return { status: 401, error: 'wrong' };
    return { status: 429, error: 'too-many', retryAfterSeconds: Math.ceil(reason.retryAfterMs / 1000) };
  });
}
