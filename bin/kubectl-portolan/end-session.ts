import type { Session } from './kept-hubs';
import { postForm, reasonIn } from './post-form';
import type { Address } from './send';

/** Ends a session at its hub; throws one sentence. */
export async function endSession(hub: Address, session: Session): Promise<void> {
  const answer = await postForm(hub, '/oauth/revoke', { token: session.refresh });
  if (answer.status !== 200) throw new Error(`${hub.server}: ${reasonIn(answer)}`);
}
