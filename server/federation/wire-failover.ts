import type { Database } from '~/server/db/client';
import { standingOf } from '~/server/teams/standing';
import type { FailOverDeps } from './fail-over';
import type { FederationDeps } from './plan-application';
import { postgresFailovers } from './store/failovers';
import { postgresPlans } from './store/plans';

type Standing = Parameters<typeof standingOf>[0];
type Ground = {
  database: Database;
  federation: FederationDeps;
  sessions: Pick<Standing, 'people'>;
  accounts: Pick<Standing, 'tokens'>;
  clock: Standing['clock'];
};

/** What moving applications away and back needs, over PostgreSQL. */
export function wireFailover({
  database,
  federation,
  sessions,
  accounts,
  clock,
}: Ground): FederationDeps & FailOverDeps {
  const standing = standingOf({ people: sessions.people, tokens: accounts.tokens, clock });
  const stores = { failovers: postgresFailovers(database), plans: postgresPlans(database) };
  return { ...federation, ...stores, standing, clock };
}
