import type { Database } from '~/server/db/client';
import type { FleetLists } from '../ports';
import { STATUS } from './health-columns';

type Counted = { what: 'cluster' | 'watch' | 'lease'; name: string; amount: number };

/** The fleet in a few numbers, by the state of each; for those who watch the hub itself. */
export function fleetTally({ prisma }: Database): Pick<FleetLists, 'tally'> {
  return {
    tally: async () => {
      const rows = await prisma.$queryRaw<Counted[]>`
        SELECT 'cluster' AS what, ${STATUS} AS name, count(*)::int AS amount
        FROM cluster c LEFT JOIN cluster_health h ON h.cluster_id = c.id GROUP BY 2
        UNION ALL SELECT 'watch', state, count(*)::int FROM inventory_sync GROUP BY 2
        UNION ALL SELECT 'lease', 'held', count(*)::int FROM cluster_lease WHERE expires_at > now()`;
      const of = (what: Counted['what']) =>
        Object.fromEntries(rows.filter((row) => row.what === what).map(({ name, amount }) => [name, amount]));
      return { clusters: of('cluster'), watches: of('watch'), leases: of('lease')['held'] ?? 0 };
    },
  };
}
