import { type Hub, hubOf, keepHub, loginAt, type Session } from './kept-hubs';
import { locked } from './locked';
import { postForm, reasonIn, sessionOf, type TokenBody } from './post-form';

/** How long kubectl keeps a token that is not of a session before it asks again. */
const CREDENTIAL_MS = 300_000;
/** What has less time left than this is renewed: it might end on the way. */
const SPARE_MS = 30_000;

export type Access = { token: string; until: number };

/** What speaks for the person now, and until when; a session is renewed shortly before, or where `refused` was told so. */
export async function accessOf({ server, token, session }: Hub, refused?: string): Promise<Access> {
  if (token || !session) return { token: token ?? '', until: Date.now() + CREDENTIAL_MS };
  if (isFresh(session, refused)) return accessIn(session);
  return locked(async () => {
    const kept = hubOf(server);
    if (kept.token || !kept.session) return accessOf(kept);
    // another process may have been faster
    return accessIn(isFresh(kept.session, refused) ? kept.session : await renew(kept, kept.session));
  });
}

const accessIn = ({ access, until }: Session): Access => ({ token: access, until: until - SPARE_MS });
const isFresh = ({ access, until }: Session, refused?: string) => access !== refused && until - SPARE_MS > Date.now();

async function renew({ server, ca }: Hub, session: Session): Promise<Session> {
  const form = { grant_type: 'refresh_token', refresh_token: session.refresh };
  const answer = await postForm({ server, ca }, '/oauth/token', form);
  if (answer.status === 200) {
    const renewed = sessionOf(answer.body as TokenBody);
    keepHub(server, { ca, session: renewed });
    return renewed;
  }
  if (answer.body.error !== 'invalid_grant')
    throw new Error(`${server} does not renew the session now: ${reasonIn(answer)}`);
  keepHub(server, { ca });
  throw new Error(`your session at ${server} is over: it was ended, or its time was; ${loginAt(server)}`);
}
