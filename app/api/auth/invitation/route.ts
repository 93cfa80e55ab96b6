import { enterBy } from '~/server/api/auth-door';
import { acceptInvitation } from '~/server/teams/accept-invitation';
import { AcceptInput } from '~/server/teams/model/person';
import { sharedWiring } from '~/server/wiring';

export const dynamic = 'force-dynamic';

/** Sets the password of who was invited, and signs them in. */
export async function POST(request: Request): Promise<Response> {
  const wiring = sharedWiring();
  return enterBy(wiring, request, AcceptInput, ({ input, place, requestId }) =>
    acceptInvitation(wiring.accounts, input, place, requestId),
  );
}
