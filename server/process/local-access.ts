import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { publicOrigin } from '~/server/env';
import { LOCAL_NAME } from '~/server/gateway/doors';
import { issueLocalToken } from '~/server/teams/sessions';
import type { Wiring } from '~/server/wiring';

/** What `portolan` on this machine needs to speak with the hub: readable by this user alone, made anew at every start. */
export async function writeLocalAccess(wiring: Wiring, authority: string): Promise<void> {
  const { env, sessions } = wiring;
  const access = {
    server: `https://localhost:${env.tlsPort}`,
    serverName: LOCAL_NAME,
    certificateAuthority: authority,
    console: publicOrigin(env),
    token: await issueLocalToken(sessions),
  };
  writeFileSync(path.join(env.dataDir, 'cli.json'), `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
}
