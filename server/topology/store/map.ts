import { Prisma } from '~/prisma/generated/client';
import { HEALTH } from '~/server/clusters/store/health-columns';
import { clusterInSight, namespacedInSight, wholeInSight } from '~/server/clusters/store/in-sight';
import { all, inScope, PLACE } from '~/server/clusters/store/sql';
import type { Database } from '~/server/db/client';
import type { MapRow, MapSource } from '../ports';

const sql = Prisma.sql;

/** The map's rows, counted where the nodes are: a fleet of 100,000 nodes arrives as a few hundred rows. */
export function postgresMap({ prisma }: Database): MapSource {
  return {
    rows: (sight, scope) => prisma.$queryRaw<MapRow[]>`
      WITH chosen AS (SELECT c.*, ${PLACE.region} AS place_region, ${PLACE.zone} AS place_zone,
          ${PLACE.environment} AS place_environment, ${PLACE.provider} AS place_provider
        FROM cluster c WHERE ${all(clusterInSight(sight))}),
      node AS (SELECT c.id, coalesce(n.region, c.place_region) AS region, coalesce(n.zone, c.place_zone) AS zone, n.status,
          count(n.*)::int AS amount, coalesce(sum(n.cpu_millis), 0)::float8 AS cpu, coalesce(sum(n.memory_bytes), 0)::float8 AS memory
        FROM chosen c LEFT JOIN inventory_node n ON n.cluster_id = c.id AND ${all(wholeInSight(sight, sql`n.cluster_id`))} GROUP BY 1, 2, 3, 4),
      part AS (SELECT id, region, zone, coalesce(jsonb_object_agg(status, amount) FILTER (WHERE status IS NOT NULL), '{}') AS nodes,
          sum(cpu)::float8 AS cpu, sum(memory)::float8 AS memory, count(*) OVER (PARTITION BY id)::int AS spans,
          row_number() OVER (PARTITION BY id ORDER BY region, zone) AS place
        FROM node GROUP BY id, region, zone),
      workload AS (SELECT cluster_id, jsonb_object_agg(status, amount) AS workloads
        FROM (SELECT cluster_id, status, count(*)::int AS amount FROM inventory_workload r WHERE ${all(namespacedInSight(sight))} GROUP BY 1, 2) w GROUP BY 1),
      pod AS (SELECT cluster_id, sum(total)::int AS pods FROM inventory_pod_count r WHERE ${all(namespacedInSight(sight))} GROUP BY 1)
      SELECT c.name AS cluster, c.state, c.place_environment AS environment, c.place_provider AS provider, p.region, p.zone, p.spans, p.nodes,
        CASE WHEN p.place = 1 THEN coalesce(w.workloads, '{}') ELSE '{}'::jsonb END AS workloads,
        CASE WHEN p.place = 1 THEN coalesce(o.pods, 0) ELSE 0 END AS pods, p.cpu AS "cpuMillis", p.memory AS "memoryBytes",
        ${HEALTH} AS health, ${all(wholeInSight(sight, sql`c.id`))} AS whole
      FROM part p JOIN chosen c ON c.id = p.id LEFT JOIN workload w ON w.cluster_id = c.id LEFT JOIN pod o ON o.cluster_id = c.id
        LEFT JOIN cluster_health h ON h.cluster_id = c.id LEFT JOIN cluster_credential k ON k.cluster_id = c.id
      WHERE ${all(inScope(scope, { region: sql`p.region`, zone: sql`p.zone`, environment: sql`c.place_environment` }))}
      ORDER BY c.name, p.region, p.zone`,
  };
}
