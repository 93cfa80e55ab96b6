import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { NamespaceRow, NodeRow } from '../model/inventory';
import type { FleetLists } from '../ports';
import { namespacedInSight, wholeInSight } from './in-sight';
import { gravityOf, iso, observedAt, readPage } from './page';
import { all, amongStatuses, contains, inScope, matchesSelector, orderBy, PLACE } from './sql';

const sql = Prisma.sql;

const joins = sql`LEFT JOIN cluster c ON c.id = r.cluster_id`;
const NODE_PLACE = {
  region: sql`coalesce(r.region, ${PLACE.region})`,
  zone: sql`coalesce(r.zone, ${PLACE.zone})`,
  environment: PLACE.environment,
};
const NODE_COLUMNS = sql`c.name AS cluster, r.labels, ${observedAt('nodes')} AS "observedAt", r.name, r.uid,
  ${NODE_PLACE.region} AS region, ${NODE_PLACE.zone} AS zone, r.status, r.reason, r.unschedulable, r.roles, r.version,
  r.cpu_millis AS "cpuMillis", r.memory_bytes::float8 AS "memoryBytes", r.pod_capacity AS "podCapacity", r.pods, r.taints,
  ${iso(sql`r.created_at`)} AS "createdAt"`;
const NODE_SORT = {
  name: sql`r.name`,
  cluster: sql`c.name`,
  region: NODE_PLACE.region,
  zone: NODE_PLACE.zone,
  status: gravityOf(sql`r.status`),
  version: sql`r.version`,
  cpu: sql`r.cpu_millis`,
  memory: sql`r.memory_bytes`,
  pods: sql`r.pods`,
  createdAt: sql`r.created_at`,
};

const NAMESPACE_ENVIRONMENT = sql`coalesce(r.environment, ${PLACE.environment})`;
const NAMESPACE_SORT = {
  name: sql`r.name`,
  cluster: sql`c.name`,
  environment: NAMESPACE_ENVIRONMENT,
  team: sql`r.team`,
  status: gravityOf(sql`r.status`),
  createdAt: sql`r.created_at`,
};

export function nodeLists(database: Database): Pick<FleetLists, 'nodes' | 'nodesByKey' | 'namespaces'> {
  return {
    nodes: (sight, { filter, sort, ...range }) => {
      const where = all([
        ...wholeInSight(sight),
        ...contains(filter?.text, [sql`r.name`]),
        ...amongStatuses(sql`r.status`, filter?.statuses),
        ...matchesSelector(filter?.selector, sql`r.labels`),
        ...inScope(filter?.scope, NODE_PLACE),
      ]);
      const order = orderBy(NODE_SORT, sort, sql`r.name, r.cluster_id`);
      return readPage<NodeRow>(database, {
        columns: NODE_COLUMNS,
        table: sql`inventory_node`,
        joins,
        where,
        order,
        ...range,
      });
    },

    nodesByKey: (sight, keys) => {
      const [clusters, names] = [keys.map(({ cluster }) => cluster), keys.map(({ name }) => name)];
      return database.prisma.$queryRaw<NodeRow[]>`SELECT ${NODE_COLUMNS}
        FROM unnest(${clusters}::text[], ${names}::text[]) AS k(cluster, name)
        JOIN cluster c ON c.name = k.cluster JOIN inventory_node r ON r.cluster_id = c.id AND r.name = k.name
        WHERE ${all(wholeInSight(sight))}`;
    },

    namespaces: (sight, { filter, sort, ...range }) => {
      const columns = sql`c.name AS cluster, r.labels, ${observedAt('namespaces')} AS "observedAt", r.name, r.status,
        ${NAMESPACE_ENVIRONMENT} AS environment, r.team, ${iso(sql`r.created_at`)} AS "createdAt"`;
      const where = all([
        ...namespacedInSight(sight, sql`r.cluster_id`, sql`r.name`),
        ...contains(filter?.text, [sql`r.name`, sql`coalesce(r.team, '')`]),
        ...amongStatuses(sql`r.status`, filter?.statuses),
        ...matchesSelector(filter?.selector, sql`r.labels`),
        ...inScope(filter?.scope, { ...PLACE, environment: NAMESPACE_ENVIRONMENT }),
      ]);
      const order = orderBy(NAMESPACE_SORT, sort, sql`r.name, r.cluster_id`);
      return readPage<NamespaceRow>(database, {
        columns,
        table: sql`inventory_namespace`,
        joins,
        where,
        order,
        ...range,
      });
    },
  };
}
