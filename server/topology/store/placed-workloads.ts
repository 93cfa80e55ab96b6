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
        node AS (SELECT ${column} AS place, count(*)::int AS nodes FROM inventory_node
          WHERE cluster_id = (SELECT id FROM chosen) AND NOT unschedulable GROUP BY 1),
        pod AS (SELECT nullif(${column}, '') AS place, sum(total)::int AS pods FROM inventory_pod_count
          WHERE cluster_id = (SELECT id FROM chosen) AND namespace = ${namespace} AND workload = ${name}
            AND lower(workload_kind) || 's' = ${plural} GROUP BY 1)
        SELECT coalesce(node.place, pod.place) AS place, coalesce(node.nodes, 0)::int AS nodes, coalesce(pod.pods, 0)::int AS before
        FROM node FULL JOIN pod ON node.place IS NOT DISTINCT FROM pod.place ORDER BY 1 NULLS LAST`;
    },
    version: async (cluster) => {
      const [row] = await prisma.$queryRaw<{ version: string | null }[]>`
        SELECT h.version FROM cluster c JOIN cluster_health h ON h.cluster_id = c.id WHERE c.name = ${cluster}`;
      return row?.version ?? null;
    },
  };
}
