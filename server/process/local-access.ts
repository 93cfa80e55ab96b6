import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { publicOrigin } from '~/server/env';
import { LOCAL_NAME } from '~/server/gateway/doors';
import type { PersonActor } from '~/server/teams/model/actor';
import { openLocalSession } from '~/server/teams/sessions';
import type { Wiring } from '~/server/wiring';

/**
 * What `portolan` on this machine needs to speak with the hub: readable by this user alone, made anew at every start. Answers
 * whom it speaks for.
 */
export async function writeLocalAccess(wiring: Wiring, authority: string): Promise<PersonActor> {
  const { env, sessions } = wiring;
  const { token, person } = await openLocalSession(sessions);
  const access = {
    server: `https://localhost:${env.tlsPort}`,
    serverName: LOCAL_NAME,
    certificateAuthority: authority,
    console: publicOrigin(env),
    token,
  };
  writeFileSync(path.join(env.dataDir, 'cli.json'), `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  return person;
}
