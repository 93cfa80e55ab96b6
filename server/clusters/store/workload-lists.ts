import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { ServiceRow, WorkloadRow } from '../model/inventory';
import type { FleetLists } from '../ports';
import { namespacedInSight } from './in-sight';
import { gravityOf, iso, observedAt, readPage } from './page';
import { all, amongStatuses, contains, inScope, matchesSelector, orderBy, PLACE } from './sql';

const sql = Prisma.sql;

/** A namespace may belong to another environment than its cluster. */
const ENVIRONMENT = sql`coalesce(ns.environment, ${PLACE.environment})`;
const joins = sql`LEFT JOIN cluster c ON c.id = r.cluster_id
  LEFT JOIN inventory_namespace ns ON ns.cluster_id = r.cluster_id AND ns.name = r.namespace`;

const WORKLOAD_COLUMNS = sql`c.name AS cluster, r.labels, ${observedAt('workloads')} AS "observedAt", r.kind, r.namespace,
  r.name, ${ENVIRONMENT} AS environment, r.status, r.reason, r.images, r.desired, r.ready,
  ${iso(sql`r.created_at`)} AS "createdAt"`;
const WORKLOAD_SORT = {
  name: sql`r.name`,
  kind: sql`r.kind`,
  namespace: sql`r.namespace`,
  cluster: sql`c.name`,
  status: gravityOf(sql`r.status`),
  desired: sql`r.desired`,
  ready: sql`r.ready`,
  image: sql`r.images[1]`,
  createdAt: sql`r.created_at`,
};

const SERVICE_SORT = {
  name: sql`r.name`,
  namespace: sql`r.namespace`,
  cluster: sql`c.name`,
  type: sql`r.type`,
  createdAt: sql`r.created_at`,
};

export function workloadLists(database: Database): Pick<FleetLists, 'workloads' | 'workloadsByKey' | 'services'> {
  return {
    workloads: (sight, { filter, sort, ...range }) => {
      const where = all([
        ...namespacedInSight(sight),
        ...contains(filter?.text, [sql`r.name`, sql`r.namespace`, sql`array_to_string(r.images, ' ')`]),
        ...amongStatuses(sql`r.status`, filter?.statuses),
        ...amongStatuses(sql`r.kind`, filter?.kinds),
        ...amongStatuses(sql`r.namespace`, filter?.namespace ? [filter.namespace] : undefined),
        ...matchesSelector(filter?.selector, sql`r.labels`),
        ...inScope(filter?.scope, { ...PLACE, environment: ENVIRONMENT }),
      ]);
      const order = orderBy(WORKLOAD_SORT, sort, sql`r.namespace, r.name, r.kind, r.cluster_id`);
      return readPage<WorkloadRow>(database, {
        columns: WORKLOAD_COLUMNS,
        table: sql`inventory_workload`,
        joins,
        where,
        order,
        ...range,
      });
    },

    workloadsByKey: (sight, keys) => {
      const column = (name: keyof (typeof keys)[number]) => sql`${keys.map((key) => key[name])}::text[]`;
      return database.prisma.$queryRaw<WorkloadRow[]>`SELECT ${WORKLOAD_COLUMNS}
        FROM unnest(${column('cluster')}, ${column('kind')}, ${column('namespace')}, ${column('name')})
          AS k(cluster, kind, namespace, name)
        JOIN cluster c ON c.name = k.cluster
        JOIN inventory_workload r ON r.cluster_id = c.id AND (r.kind, r.namespace, r.name) = (k.kind, k.namespace, k.name)
        LEFT JOIN inventory_namespace ns ON ns.cluster_id = r.cluster_id AND ns.name = r.namespace
        WHERE ${all(namespacedInSight(sight))}`;
    },

    services: (sight, { filter, sort, ...range }) => {
      const columns = sql`c.name AS cluster, r.labels, ${observedAt('services')} AS "observedAt", r.namespace, r.name,
        ${ENVIRONMENT} AS environment, r.type, r.cluster_ip AS "clusterIp", r.addresses, r.ports, ${iso(sql`r.created_at`)} AS "createdAt"`;
      const where = all([
        ...namespacedInSight(sight),
        ...contains(filter?.text, [sql`r.name`, sql`r.namespace`]),
        ...amongStatuses(sql`r.namespace`, filter?.namespace ? [filter.namespace] : undefined),
        ...matchesSelector(filter?.selector, sql`r.labels`),
        ...inScope(filter?.scope, { ...PLACE, environment: ENVIRONMENT }),
      ]);
      const order = orderBy(SERVICE_SORT, sort, sql`r.namespace, r.name, r.cluster_id`);
      return readPage<ServiceRow>(database, { columns, table: sql`inventory_service`, joins, where, order, ...range });
    },
  };
}
