import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { Gap, PodCountRow, SearchAnswer } from '../model/inventory';
import type { FleetLists } from '../ports';
import { clusterInSight, namespacedInSight, wholeInSight } from './in-sight';
import { all, inScope, PLACE } from './sql';

type Hit = SearchAnswer['hits'][number];

const sql = Prisma.sql;
const KINDS = ['Cluster', 'Namespace', 'Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Job', 'Service', 'Node'];

/** Texts as patterns: for names and images, for a label as jsonb writes it, and for a label as people write it. */
function patternsOf(text: string) {
  const escaped = text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  const [key, ...value] = escaped.split('=');
  return {
    begins: `${escaped}%`,
    like: `%${escaped}%`,
    label: value.length === 0 ? `%${escaped}%` : `%${key}": "${value.join('=')}%`,
  };
}

/**
 * Looks for a text in names, images and labels (`key`, `value` or `key=value`) of everything in the inventory. Names that
 * begin with the text come first, then names that contain it, then what else matched, which is named.
 */
export function fleetSearch({ prisma }: Database): Pick<FleetLists, 'search' | 'podCounts' | 'gaps'> {
  return {
    search: async (sight, { text, scope, limit }) => {
      const wanted = text.trim().toLowerCase();
      const { begins, like, label } = patternsOf(wanted);
      const where = all(inScope(scope));
      const found = (seen: Prisma.Sql[], images = sql`''`, also = sql`FALSE`) => sql`
        (r.name ILIKE ${like} OR ${images} ILIKE ${like} OR r.labels::text ILIKE ${label} OR ${also}) AND ${all([where, ...seen])}`;
      const images = sql`array_to_string(r.images, ' ')`;
      const place = sql`${PLACE.region} ILIKE ${like} OR ${PLACE.zone} ILIKE ${like}`;
      const of = (table: Prisma.Sql) => sql`FROM ${table} r JOIN cluster c ON c.id = r.cluster_id`;
      const hits = await prisma.$queryRaw<(Hit & { found: number })[]>`
        WITH hit AS (
          SELECT 'Cluster' AS kind, c.name AS cluster, NULL AS namespace, c.name, coalesce(h.status, 'unknown') AS status,
            '' AS images, c.labels, concat_ws(' / ', ${PLACE.region}, ${PLACE.zone}) AS place
          FROM cluster c JOIN cluster r ON r.id = c.id LEFT JOIN cluster_health h ON h.cluster_id = c.id WHERE ${found(clusterInSight(sight), sql`''`, place)}
          UNION ALL
          SELECT 'Namespace', c.name, NULL, r.name, r.status, '', r.labels, '' ${of(sql`inventory_namespace`)} WHERE ${found(namespacedInSight(sight, sql`r.cluster_id`, sql`r.name`))}
          UNION ALL
          SELECT r.kind, c.name, r.namespace, r.name, r.status, ${images}, r.labels, '' ${of(sql`inventory_workload`)} WHERE ${found(namespacedInSight(sight), images)}
          UNION ALL
          SELECT 'Service', c.name, r.namespace, r.name, 'healthy', '', r.labels, '' ${of(sql`inventory_service`)} WHERE ${found(namespacedInSight(sight))}
          UNION ALL
          SELECT 'Node', c.name, NULL, r.name, r.status, '', r.labels, '' ${of(sql`inventory_node`)} WHERE ${found(wholeInSight(sight))}
        ), ranked AS (
          SELECT *, CASE WHEN lower(name) = ${wanted} THEN 0 WHEN name ILIKE ${begins} THEN 1 WHEN name ILIKE ${like} THEN 2 ELSE 3 END AS rank,
            count(*) OVER ()::int AS found
          FROM hit ORDER BY rank, array_position(${KINDS}, kind), name, cluster LIMIT ${limit})
        SELECT kind, cluster, namespace, name, status, found, CASE WHEN rank < 3 THEN NULL
            WHEN images ILIKE ${like} THEN (SELECT jsonb_build_object('in', 'image', 'text', i)
              FROM unnest(string_to_array(images, ' ')) i WHERE i ILIKE ${like} LIMIT 1)
            ELSE coalesce((SELECT jsonb_build_object('in', 'label', 'text', l.key || '=' || l.value)
              FROM jsonb_each_text(labels) l WHERE l.key || '=' || l.value ILIKE ${like} LIMIT 1),
              CASE WHEN place <> '' THEN jsonb_build_object('in', 'place', 'text', place) END) END AS matched
        FROM ranked ORDER BY rank, array_position(${KINDS}, kind), name, cluster`;
      const [count] = await prisma.$queryRaw<
        { clusters: number }[]
      >`SELECT count(*)::int AS clusters FROM cluster c WHERE ${all([where, ...clusterInSight(sight)])}`;
      const total = hits[0]?.found ?? 0;
      return { hits: hits.map(({ found: _found, ...hit }) => hit), total, clusters: count?.clusters ?? 0 };
    },

    podCounts: (sight, { cluster, namespace, workload }) => prisma.$queryRaw<PodCountRow[]>`
      SELECT c.name AS cluster, p.namespace, p.workload_kind AS "workloadKind", p.workload, nullif(p.region, '') AS region,
        nullif(p.zone, '') AS zone, p.total, p.ready
      FROM inventory_pod_count p JOIN cluster c ON c.id = p.cluster_id
      WHERE c.name = ${cluster} AND (${namespace ?? null}::text IS NULL OR p.namespace = ${namespace ?? null})
        AND (${workload ?? null}::text IS NULL OR p.workload = ${workload ?? null})
        AND ${all(namespacedInSight(sight, sql`p.cluster_id`, sql`p.namespace`))}
      ORDER BY p.namespace, p.workload, p.region, p.zone LIMIT 5000`,

    gaps: (sight) => prisma.$queryRaw<Gap[]>`
      SELECT c.name AS cluster, CASE WHEN c.state = 'suspended' THEN 'suspended' ELSE coalesce(h.reason, 'never-reached') END AS reason, CASE WHEN h.reason = 'unreachable' THEN h.cause END AS cause,
        coalesce(nullif(string_agg(DISTINCT nullif(s.detail, ''), '; '), ''), h.detail, '') AS detail,
        to_char(min(s.as_of) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "lastCompleteAt"
      FROM cluster c LEFT JOIN cluster_health h ON h.cluster_id = c.id LEFT JOIN inventory_sync s ON s.cluster_id = c.id
      WHERE ${all(clusterInSight(sight))}
      GROUP BY c.id, h.cluster_id, h.reason, h.cause, h.detail
      HAVING c.state = 'suspended' OR count(s.kind) = 0 OR bool_or(s.state <> 'live') ORDER BY c.name`,
  };
}
