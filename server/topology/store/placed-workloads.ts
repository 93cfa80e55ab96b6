import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { PlacedWorkloads } from '../ports';

const sql = Prisma.sql;
type Row = { place: string | null; nodes: number; before: number };

/** The nodes' own labels alone: what the scheduler sees, and not what the registration says. */
export function postgresPlacedWorkloads({ prisma }: Database): PlacedWorkloads {
  return {
    places: ({ cluster, namespace = '', name, plural }, over) => {
      const column = over === 'zone' ? sql`zone` : sql`region`;
      return prisma.$queryRaw<Row[]>`
        WITH chosen AS (SELECT id FROM cluster WHERE name = ${cluster}),
        part AS (
          SELECT ${column} AS place, count(*)::int AS nodes, 0 AS pods FROM inventory_node
          WHERE cluster_id = (SELECT id FROM chosen) AND NOT unschedulable GROUP BY 1
          UNION ALL
          SELECT nullif(${column}, ''), 0, sum(total)::int FROM inventory_pod_count
          WHERE cluster_id = (SELECT id FROM chosen) AND namespace = ${namespace} AND workload = ${name}
            AND lower(workload_kind) || 's' = ${plural} GROUP BY 1)
        SELECT place, sum(nodes)::int AS nodes, sum(pods)::int AS before FROM part GROUP BY place ORDER BY place NULLS LAST`;
    },
    version: async (cluster) => {
      const [row] = await prisma.$queryRaw<{ version: string | null }[]>`
        SELECT h.version FROM cluster c JOIN cluster_health h ON h.cluster_id = c.id WHERE c.name = ${cluster}`;
      return row?.version ?? null;
    },
  };
}
