import crypto from 'node:crypto';
import { testTrail } from '~/server/audit/testing/test-trail';
import type { Database } from '~/server/db/client';
import { createSealer } from '~/server/db/seal';
import { dialedFetch } from '~/server/kube/dial/dialed-fetch';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import type { TokenDeps } from '../create-token';
import { openidClient } from '../oidc-client';
import { scryptPasswords } from '../passwords';
import type { ElsewhereDeps } from '../sign-in-elsewhere';
import { postgresAccounts } from '../store/accounts';
import { postgresTokens } from '../store/api-tokens';
import { postgresAttempts } from '../store/attempts';
import { postgresDevices } from '../store/devices';
import { postgresGrants } from '../store/grants';
import { postgresKubectl } from '../store/kubectl-sessions';
import { postgresPeople } from '../store/people';
import { postgresProviders } from '../store/providers';
import { postgresSessions } from '../store/sessions';
import { postgresTeams } from '../store/teams';

/** All that people get in by, on a test's database and at a test's time, with hashes that cost little. */
export function accountDeps(database: Database, time: { now: Date }): TokenDeps & ElsewhereDeps {
  const grants = postgresGrants(database);
  const sealer = createSealer([crypto.randomBytes(32)]);
  return {
    ...{ accounts: postgresAccounts(database), attempts: postgresAttempts(database), grants },
    ...{ sessions: postgresSessions(database), people: postgresPeople(database), teams: postgresTeams(database) },
    ...{ devices: postgresDevices(database), kubectl: postgresKubectl(database) },
    ...{ tokens: postgresTokens(database, grants), audit: testTrail(database).audit },
    ...{ providers: postgresProviders(database, sealer), passwords: scryptPasswords({ N: 16, r: 8, p: 1 }) },
    oidc: openidClient((authority) => dialedFetch(loopbackDialer, authority)),
    clock: { now: () => time.now, monotonic: () => 0 },
  };
}
