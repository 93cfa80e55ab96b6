import { standingOf } from '~/server/teams/standing';
import type { Wiring } from '~/server/wiring';
import type { FailOverDeps } from './fail-over';
import type { FederationDeps } from './plan-application';
import { postgresFailovers } from './store/failovers';
import { postgresPlans } from './store/plans';

type Ground = Pick<Wiring, 'database' | 'federation' | 'sessions' | 'accounts' | 'clock'>;

/** What moving applications away and back needs, over PostgreSQL. */
export function wireFailover(wiring: Ground): FederationDeps & FailOverDeps {
  const { database, federation, sessions, accounts, clock } = wiring;
  const standing = standingOf({ people: sessions.people, tokens: accounts.tokens, clock });
  const stores = { failovers: postgresFailovers(database), plans: postgresPlans(database) };
  return { ...federation, ...stores, standing, clock };
}
