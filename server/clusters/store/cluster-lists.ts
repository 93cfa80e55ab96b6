import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import { isInSight } from '~/server/teams/core/in-sight';
import type { Sight } from '~/server/teams/model/sight';
import type { ClusterDetail, ClusterRow } from '../model/cluster';
import type { FleetLists } from '../ports';
import { HEALTH, STATUS } from './health-columns';
import { clusterInSight, namespacedInSight, wholeInSight } from './in-sight';
import { JOIN_MINTED, MINTING } from './minting-columns';
import { gravityOf, iso } from './page';
import { all, amongStatuses, contains, inScope, matchesSelector, orderBy, PLACE } from './sql';

/** Counted per cluster where the rows are, so a page of members is one question to the database. */
const counts = (sight: Sight) => Prisma.sql`
  LEFT JOIN LATERAL (SELECT count(*)::int AS nodes, count(*) FILTER (WHERE status IN ('healthy', 'suspended'))::int AS nodes_ready,
    coalesce(sum(cpu_millis), 0)::float8 AS cpu, coalesce(sum(memory_bytes), 0)::float8 AS memory
    FROM inventory_node n WHERE n.cluster_id = c.id AND ${all(wholeInSight(sight, Prisma.sql`n.cluster_id`))}) n ON TRUE
  LEFT JOIN LATERAL (SELECT count(*)::int AS workloads, count(*) FILTER (WHERE status IN ('failed', 'degraded'))::int AS unhealthy
    FROM inventory_workload w WHERE w.cluster_id = c.id AND ${seen(sight, 'w')}) w ON TRUE
  LEFT JOIN LATERAL (SELECT coalesce(sum(total), 0)::int AS pods FROM inventory_pod_count p WHERE p.cluster_id = c.id AND ${seen(sight, 'p')}) p ON TRUE`;

const seen = (sight: Sight, table: 'w' | 'p') =>
  table === 'w'
    ? all(namespacedInSight(sight, Prisma.sql`w.cluster_id`, Prisma.sql`w.namespace`))
    : all(namespacedInSight(sight, Prisma.sql`p.cluster_id`, Prisma.sql`p.namespace`));

const FROM = Prisma.sql`FROM cluster c LEFT JOIN cluster_health h ON h.cluster_id = c.id
  LEFT JOIN cluster_credential k ON k.cluster_id = c.id ${JOIN_MINTED}`;

const columns = (
  sight: Sight,
) => Prisma.sql`${all(wholeInSight(sight, Prisma.sql`c.id`))} AS whole, c.id::text AS id, c.name, c.state, ${PLACE.environment} AS environment, ${PLACE.provider} AS provider,
  ${PLACE.region} AS region, ${PLACE.zone} AS zone, c.labels, ${HEALTH} AS health, n.nodes, n.nodes_ready AS "nodesReady",
  w.workloads, w.unhealthy AS "workloadsUnhealthy", p.pods, n.cpu AS "cpuMillis", n.memory AS "memoryBytes",
  ${iso(Prisma.sql`c.registered_at`)} AS "registeredAt"`;

const SORT = {
  name: Prisma.sql`c.name`,
  status: gravityOf(STATUS),
  environment: PLACE.environment,
  provider: PLACE.provider,
  region: PLACE.region,
  zone: PLACE.zone,
  version: Prisma.sql`string_to_array(regexp_replace(coalesce(h.version, ''), '[^0-9.].*$|^v', '', 'g'), '.')`,
  latency: Prisma.sql`h.latency_ms`,
  nodes: Prisma.sql`n.nodes`,
  workloads: Prisma.sql`w.workloads`,
  registeredAt: Prisma.sql`c.registered_at`,
};

export function clusterLists({ prisma }: Database): Pick<FleetLists, 'clusters' | 'cluster' | 'healthHistory'> {
  return {
    clusters: async (sight, { filter, sort, offset, limit }) => {
      const where = all([
        ...clusterInSight(sight),
        ...contains(filter?.text, [
          Prisma.sql`c.name`,
          PLACE.environment,
          PLACE.provider,
          PLACE.region,
          PLACE.zone,
          Prisma.sql`c.labels::text`,
        ]),
        ...matchesSelector(filter?.selector, Prisma.sql`c.labels`),
        ...amongStatuses(STATUS, filter?.statuses),
        ...amongStatuses(Prisma.sql`c.state`, filter?.states),
        ...inScope(filter?.scope),
      ]);
      const order = orderBy(SORT, sort, Prisma.sql`c.name`);
      const [rows, [count]] = await Promise.all([
        prisma.$queryRaw<
          ClusterRow[]
        >`SELECT ${columns(sight)} ${FROM} ${counts(sight)} WHERE ${where} ${order} LIMIT ${limit} OFFSET ${offset}`,
        prisma.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${FROM} WHERE ${where}`,
      ]);
      return { rows, total: count?.total ?? 0 };
    },

    cluster: async (sight, name) => {
      const [row] = await prisma.$queryRaw<Omit<ClusterDetail, 'seen'>[]>`
        SELECT ${columns(sight)}, c.server, c.annotations, c.registered_by AS "registeredBy", c.kube_system_uid AS "kubeSystemUid",
          h.certificate_fingerprint AS "certificateFingerprint", ${source('region')} AS "regionSource", ${source('zone')} AS "zoneSource",
          CASE WHEN k.cluster_id IS NULL THEN NULL ELSE json_build_object('kind', k.kind, 'identity', k.identity,
            'expiresAt', ${iso(Prisma.sql`k.expires_at`)}, 'addedAt', ${iso(Prisma.sql`k.added_at`)},
            'lastUsedAt', ${iso(Prisma.sql`k.last_used_at`)}, 'minting', ${MINTING}) END AS credential
        ${FROM} ${counts(sight)} WHERE ${all([Prisma.sql`c.name = ${name}`, ...clusterInSight(sight)])}`;
      if (!row || isInSight(sight, { cluster: name })) return row;
      return {
        ...row,
        server: '',
        certificateFingerprint: null,
        kubeSystemUid: null,
        annotations: {},
        credential: null,
      };
    },

    healthHistory: (name, hours) => prisma.$queryRaw`
        SELECT ${iso(Prisma.sql`s.start`)} AS start, s.status, s.reason, s.latency_ms AS "latencyMs"
        FROM cluster_health_sample s JOIN cluster c ON c.id = s.cluster_id
        WHERE c.name = ${name} AND s.start > now() - make_interval(hours => ${hours}::int) ORDER BY s.start`,
  };
}

const source = (field: 'region' | 'zone') =>
  field === 'region'
    ? Prisma.sql`CASE WHEN c.region IS NOT NULL THEN 'person' WHEN c.observed_region IS NOT NULL THEN 'nodes' ELSE 'none' END`
    : Prisma.sql`CASE WHEN c.zone IS NOT NULL THEN 'person' WHEN c.observed_zone IS NOT NULL THEN 'nodes' ELSE 'none' END`;
