import { Prisma } from '~/prisma/generated/client';
import type { Scope } from '~/server/clusters/model/scope';
import { STATUS } from '~/server/clusters/store/health-columns';
import { namespacedInSight, wholeInSight } from '~/server/clusters/store/in-sight';
import { all, inScope, PLACE } from '~/server/clusters/store/sql';
import type { Database } from '~/server/db/client';
import type { AddressRow, LossNode, LossRows, LossSource, PlacedPods } from '../ports';

const sql = Prisma.sql;

const POD_PLACE = {
  region: sql`coalesce(nullif(p.region, ''), ${PLACE.region})`,
  zone: sql`coalesce(nullif(p.zone, ''), ${PLACE.zone})`,
  environment: PLACE.environment,
};
const NODE_PLACE = {
  region: sql`coalesce(n.region, ${PLACE.region})`,
  zone: sql`coalesce(n.zone, ${PLACE.zone})`,
  environment: PLACE.environment,
};

/** Counted in SQL: of workloads the ones that lose something, of nodes one row per cluster. */
export function postgresLosses({ prisma }: Database): LossSource {
  const pods = (lost: Scope, seen: Prisma.Sql) => prisma.$queryRaw<PlacedPods[]>`
    SELECT c.name AS cluster, p.namespace, p.workload_kind AS kind, p.workload AS name, max(s.team) AS team,
      sum(p.total)::int AS total, coalesce(sum(p.total) FILTER (WHERE ${all(inScope(lost, POD_PLACE))}), 0)::int AS lost,
      coalesce(max(w.cpu_request_millis), 0)::int AS "cpuRequestMillis", coalesce(max(w.memory_request_bytes), 0)::float8 AS "memoryRequestBytes"
    FROM inventory_pod_count p JOIN cluster c ON c.id = p.cluster_id
      LEFT JOIN inventory_workload w ON w.cluster_id = p.cluster_id AND w.kind = p.workload_kind AND w.namespace = p.namespace AND w.name = p.workload
      LEFT JOIN inventory_namespace s ON s.cluster_id = p.cluster_id AND s.name = p.namespace
    WHERE ${seen} GROUP BY 1, 2, 3, 4 ORDER BY 2, 4, 1`;

  const nodes = (lost: Scope, seen: Prisma.Sql) => {
    const gone = all(inScope(lost, NODE_PLACE));
    const isLeft = sql`NOT (${gone}) AND n.status IN ('healthy', 'degraded')`;
    return prisma.$queryRaw<(Omit<LossRows['nodes'][number], 'left'> & LossRows['nodes'][number]['left'])[]>`
      SELECT c.name AS cluster, ${STATUS} AS health, count(n.*)::int AS nodes, count(n.*) FILTER (WHERE ${gone})::int AS "lostNodes",
        coalesce(sum(n.allocatable_cpu_millis) FILTER (WHERE ${isLeft}), 0)::float8 AS "cpuMillis",
        coalesce(sum(n.allocatable_memory_bytes) FILTER (WHERE ${isLeft}), 0)::float8 AS "memoryBytes",
        coalesce(sum(n.pod_capacity) FILTER (WHERE ${isLeft}), 0)::float8 AS pods
      FROM cluster c JOIN inventory_node n ON n.cluster_id = c.id LEFT JOIN cluster_health h ON h.cluster_id = c.id
      WHERE ${seen} GROUP BY c.name, 2 ORDER BY c.name`;
  };

  const addresses = (seen: Prisma.Sql) => prisma.$queryRaw<AddressRow[]>`
    SELECT c.name AS cluster, v.namespace, v.name, v.addresses FROM inventory_service v JOIN cluster c ON c.id = v.cluster_id
    WHERE v.type = 'LoadBalancer' AND cardinality(v.addresses) > 0 AND ${seen} ORDER BY c.name, v.namespace, v.name`;

  return {
    nodes: (sight, lost, scope) => prisma.$queryRaw<LossNode[]>`
      SELECT c.name AS cluster, n.name, coalesce(${NODE_PLACE.zone}, ${NODE_PLACE.region}, '') AS place, coalesce(${all(inScope(lost, NODE_PLACE))}, false) AS lost
      FROM cluster c JOIN inventory_node n ON n.cluster_id = c.id
      WHERE ${all([...inScope(scope), ...wholeInSight(sight, sql`n.cluster_id`)])} ORDER BY c.name, n.name`,
    rows: async (sight, lost, scope) => {
      const seen = (part: Prisma.Sql[]) => all([...inScope(scope), ...part]);
      const [lostPods, counted, served] = await Promise.all([
        pods(lost, seen(namespacedInSight(sight, sql`p.cluster_id`, sql`p.namespace`))),
        nodes(lost, seen(wholeInSight(sight, sql`n.cluster_id`))),
        addresses(seen(namespacedInSight(sight, sql`v.cluster_id`, sql`v.namespace`))),
      ]);
      return {
        pods: lostPods,
        nodes: counted.map(({ cpuMillis, memoryBytes, pods: room, ...row }) => ({
          ...row,
          left: { cpuMillis, memoryBytes, pods: room },
        })),
        addresses: served,
      };
    },
  };
}
