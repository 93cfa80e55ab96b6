import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { NamespaceRow, NodeRow, ServiceRow, WorkloadRow } from '../model/inventory';
import type { FleetLists } from '../ports';
import { all, amongStatuses, contains, inScope, matchesSelector, orderBy, PLACE } from './sql';

const sql = Prisma.sql;
const iso = (column: Prisma.Sql) => sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const RANK = (column: Prisma.Sql) =>
  sql`array_position(ARRAY['failed','degraded','unknown','progressing','suspended','healthy'], ${column})`;

/** A row is as fresh as its member's watch: the later of its own last change and the watch's last sign of life. */
const observedAt = (kind: string, row: Prisma.Sql) =>
  sql`${iso(sql`greatest(${row}.observed_at, (SELECT s.as_of FROM inventory_sync s WHERE s.cluster_id = c.id AND s.kind = ${kind}))`)}`;

/** A namespace may belong to another environment than its cluster. */
const ENVIRONMENT = sql`coalesce(ns.environment, ${PLACE.environment})`;
const NAMESPACE = (row: Prisma.Sql) =>
  sql`LEFT JOIN inventory_namespace ns ON ns.cluster_id = ${row}.cluster_id AND ns.name = ${row}.namespace`;

const nodeFrom = sql`FROM inventory_node r JOIN cluster c ON c.id = r.cluster_id`;
const NODE_PLACE = {
  region: sql`coalesce(r.region, ${PLACE.region})`,
  zone: sql`coalesce(r.zone, ${PLACE.zone})`,
  environment: PLACE.environment,
};
const NODE_SORT = {
  name: sql`r.name`,
  cluster: sql`c.name`,
  region: NODE_PLACE.region,
  zone: NODE_PLACE.zone,
  status: RANK(sql`r.status`),
  version: sql`r.version`,
  cpu: sql`r.cpu_millis`,
  memory: sql`r.memory_bytes`,
  pods: sql`r.pods`,
  createdAt: sql`r.created_at`,
};

const workloadFrom = sql`FROM inventory_workload r JOIN cluster c ON c.id = r.cluster_id ${NAMESPACE(sql`r`)}`;
const WORKLOAD_SORT = {
  name: sql`r.name`,
  kind: sql`r.kind`,
  namespace: sql`r.namespace`,
  cluster: sql`c.name`,
  status: RANK(sql`r.status`),
  desired: sql`r.desired`,
  ready: sql`r.ready`,
  image: sql`r.images[1]`,
  createdAt: sql`r.created_at`,
};

const namespaceFrom = sql`FROM inventory_namespace r JOIN cluster c ON c.id = r.cluster_id`;
const NAMESPACE_ENVIRONMENT = sql`coalesce(r.environment, ${PLACE.environment})`;
const NAMESPACE_SORT = {
  name: sql`r.name`,
  cluster: sql`c.name`,
  environment: NAMESPACE_ENVIRONMENT,
  team: sql`r.team`,
  status: RANK(sql`r.status`),
  createdAt: sql`r.created_at`,
};

const serviceFrom = sql`FROM inventory_service r JOIN cluster c ON c.id = r.cluster_id ${NAMESPACE(sql`r`)}`;
const SERVICE_SORT = {
  name: sql`r.name`,
  namespace: sql`r.namespace`,
  cluster: sql`c.name`,
  type: sql`r.type`,
  createdAt: sql`r.created_at`,
};

type Page = { offset: number; limit: number };

export function inventoryLists({
  prisma,
}: Database): Pick<FleetLists, 'nodes' | 'namespaces' | 'workloads' | 'services'> {
  /** The page and the count of all that match, asked at once. */
  const page = async <Row>(
    columns: Prisma.Sql,
    from: Prisma.Sql,
    where: Prisma.Sql,
    order: Prisma.Sql,
    { offset, limit }: Page,
  ) => {
    const [rows, [count]] = await Promise.all([
      prisma.$queryRaw<Row[]>`SELECT ${columns} ${from} WHERE ${where} ${order} LIMIT ${limit} OFFSET ${offset}`,
      prisma.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${from} WHERE ${where}`,
    ]);
    return { rows, total: count?.total ?? 0 };
  };

  return {
    nodes: ({ filter, sort, ...range }) => {
      const columns = sql`c.name AS cluster, r.labels, ${observedAt('nodes', sql`r`)} AS "observedAt", r.name, r.uid,
        ${NODE_PLACE.region} AS region, ${NODE_PLACE.zone} AS zone, r.status, r.reason, r.unschedulable, r.roles, r.version,
        r.cpu_millis AS "cpuMillis", r.memory_bytes::float8 AS "memoryBytes", r.pod_capacity AS "podCapacity", r.pods, r.taints,
        ${iso(sql`r.created_at`)} AS "createdAt"`;
      const where = all([
        ...contains(filter?.text, [sql`r.name`]),
        ...amongStatuses(sql`r.status`, filter?.statuses),
        ...matchesSelector(filter?.selector, sql`r.labels`),
        ...inScope(filter?.scope, NODE_PLACE),
      ]);
      return page<NodeRow>(columns, nodeFrom, where, orderBy(NODE_SORT, sort, sql`r.name, r.cluster_id`), range);
    },

    workloads: ({ filter, sort, ...range }) => {
      const columns = sql`c.name AS cluster, r.labels, ${observedAt('workloads', sql`r`)} AS "observedAt", r.kind, r.namespace, r.name,
        ${ENVIRONMENT} AS environment, r.status, r.reason, r.images, r.desired, r.ready, ${iso(sql`r.created_at`)} AS "createdAt"`;
      const where = all([
        ...contains(filter?.text, [sql`r.name`, sql`r.namespace`, sql`array_to_string(r.images, ' ')`]),
        ...amongStatuses(sql`r.status`, filter?.statuses),
        ...amongStatuses(sql`r.kind`, filter?.kinds),
        ...amongStatuses(sql`r.namespace`, filter?.namespace ? [filter.namespace] : undefined),
        ...matchesSelector(filter?.selector, sql`r.labels`),
        ...inScope(filter?.scope, { ...PLACE, environment: ENVIRONMENT }),
      ]);
      const order = orderBy(WORKLOAD_SORT, sort, sql`r.namespace, r.name, r.kind, r.cluster_id`);
      return page<WorkloadRow>(columns, workloadFrom, where, order, range);
    },

    namespaces: ({ filter, sort, ...range }) => {
      const columns = sql`c.name AS cluster, r.labels, ${observedAt('namespaces', sql`r`)} AS "observedAt", r.name, r.status,
        ${NAMESPACE_ENVIRONMENT} AS environment, r.team, ${iso(sql`r.created_at`)} AS "createdAt"`;
      const where = all([
        ...contains(filter?.text, [sql`r.name`, sql`coalesce(r.team, '')`]),
        ...amongStatuses(sql`r.status`, filter?.statuses),
        ...matchesSelector(filter?.selector, sql`r.labels`),
        ...inScope(filter?.scope, { ...PLACE, environment: NAMESPACE_ENVIRONMENT }),
      ]);
      return page<NamespaceRow>(
        columns,
        namespaceFrom,
        where,
        orderBy(NAMESPACE_SORT, sort, sql`r.name, r.cluster_id`),
        range,
      );
    },

    services: ({ filter, sort, ...range }) => {
      const columns = sql`c.name AS cluster, r.labels, ${observedAt('services', sql`r`)} AS "observedAt", r.namespace, r.name,
        ${ENVIRONMENT} AS environment, r.type, r.cluster_ip AS "clusterIp", r.addresses, r.ports, ${iso(sql`r.created_at`)} AS "createdAt"`;
      const where = all([
        ...contains(filter?.text, [sql`r.name`, sql`r.namespace`]),
        ...amongStatuses(sql`r.namespace`, filter?.namespace ? [filter.namespace] : undefined),
        ...matchesSelector(filter?.selector, sql`r.labels`),
        ...inScope(filter?.scope, { ...PLACE, environment: ENVIRONMENT }),
      ]);
      return page<ServiceRow>(
        columns,
        serviceFrom,
        where,
        orderBy(SERVICE_SORT, sort, sql`r.namespace, r.name, r.cluster_id`),
        range,
      );
    },
  };
}
