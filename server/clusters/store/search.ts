import type { Database } from '~/server/db/client';
import type { Gap, PodCountRow, SearchAnswer } from '../model/inventory';
import type { FleetLists } from '../ports';
import { all, inScope, PLACE } from './sql';

type Hit = SearchAnswer['hits'][number];

/**
 * Looks for a text in names, images and labels of everything in the inventory. Names that begin with the text come first,
 * then names that contain it, then what else matched.
 */
export function fleetSearch({ prisma }: Database): Pick<FleetLists, 'search' | 'podCounts' | 'gaps'> {
  return {
    search: async ({ text, scope, limit }) => {
      const wanted = text.trim().toLowerCase();
      const like = `%${wanted.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
      const where = all(inScope(scope));
      const hits = await prisma.$queryRaw<(Hit & { rank: number; found: number })[]>`
        WITH hit AS (
          SELECT 'Cluster' AS kind, c.name AS cluster, NULL AS namespace, c.name, coalesce(h.status, 'unknown') AS status,
            CASE WHEN c.name ILIKE ${like} THEN NULL ELSE 'label' END AS matched
          FROM cluster c LEFT JOIN cluster_health h ON h.cluster_id = c.id
          WHERE (c.name ILIKE ${like} OR c.labels::text ILIKE ${like} OR ${PLACE.region} ILIKE ${like} OR ${PLACE.zone} ILIKE ${like}) AND ${where}
          UNION ALL
          SELECT 'Namespace', c.name, NULL, r.name, r.status, CASE WHEN r.name ILIKE ${like} THEN NULL ELSE 'label' END
          FROM inventory_namespace r JOIN cluster c ON c.id = r.cluster_id
          WHERE (r.name ILIKE ${like} OR r.labels::text ILIKE ${like}) AND ${where}
          UNION ALL
          SELECT r.kind, c.name, r.namespace, r.name, r.status, CASE WHEN r.name ILIKE ${like} THEN NULL
            WHEN array_to_string(r.images, ' ') ILIKE ${like} THEN 'image: ' || array_to_string(r.images, ' ') ELSE 'label' END
          FROM inventory_workload r JOIN cluster c ON c.id = r.cluster_id
          WHERE (r.name ILIKE ${like} OR array_to_string(r.images, ' ') ILIKE ${like} OR r.labels::text ILIKE ${like}) AND ${where}
          UNION ALL
          SELECT 'Service', c.name, r.namespace, r.name, 'healthy', CASE WHEN r.name ILIKE ${like} THEN NULL ELSE 'label' END
          FROM inventory_service r JOIN cluster c ON c.id = r.cluster_id
          WHERE (r.name ILIKE ${like} OR r.labels::text ILIKE ${like}) AND ${where}
          UNION ALL
          SELECT 'Node', c.name, NULL, r.name, r.status, CASE WHEN r.name ILIKE ${like} THEN NULL ELSE 'label' END
          FROM inventory_node r JOIN cluster c ON c.id = r.cluster_id
          WHERE (r.name ILIKE ${like} OR r.labels::text ILIKE ${like}) AND ${where}
        ), ranked AS (
          SELECT *, CASE WHEN lower(name) = ${wanted} THEN 0 WHEN lower(name) LIKE ${`${like.slice(1)}`} THEN 1 WHEN matched IS NULL THEN 2 ELSE 3 END AS rank,
            count(*) OVER ()::int AS found FROM hit)
        SELECT * FROM ranked ORDER BY rank, array_position(ARRAY['Cluster','Namespace','Deployment','StatefulSet','DaemonSet','CronJob','Job','Service','Node'], kind), name, cluster
        LIMIT ${limit}`;
      const [count] = await prisma.$queryRaw<
        { clusters: number }[]
      >`SELECT count(*)::int AS clusters FROM cluster c WHERE ${where}`;
      const total = hits[0]?.found ?? 0;
      return { hits: hits.map(({ rank: _rank, found: _found, ...hit }) => hit), total, clusters: count?.clusters ?? 0 };
    },

    podCounts: (cluster, namespace, workload) => prisma.$queryRaw<PodCountRow[]>`
      SELECT c.name AS cluster, p.namespace, p.workload_kind AS "workloadKind", p.workload, nullif(p.region, '') AS region,
        nullif(p.zone, '') AS zone, p.total, p.ready
      FROM inventory_pod_count p JOIN cluster c ON c.id = p.cluster_id
      WHERE c.name = ${cluster} AND (${namespace ?? null}::text IS NULL OR p.namespace = ${namespace ?? null})
        AND (${workload ?? null}::text IS NULL OR p.workload = ${workload ?? null})
      ORDER BY p.namespace, p.workload, p.region, p.zone LIMIT 5000`,

    gaps: () => prisma.$queryRaw<Gap[]>`
      SELECT c.name AS cluster, CASE WHEN c.state = 'suspended' THEN 'suspended' ELSE coalesce(h.reason, 'never-reached') END AS reason,
        coalesce(nullif(string_agg(DISTINCT nullif(s.detail, ''), '; '), ''), h.detail, '') AS detail,
        to_char(min(s.as_of) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "lastCompleteAt"
      FROM cluster c LEFT JOIN cluster_health h ON h.cluster_id = c.id LEFT JOIN inventory_sync s ON s.cluster_id = c.id
      GROUP BY c.id, h.cluster_id, h.reason, h.detail
      HAVING c.state = 'suspended' OR count(s.kind) = 0 OR bool_or(s.state <> 'live') ORDER BY c.name`,
  };
}
