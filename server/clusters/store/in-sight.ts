import { Prisma } from '~/prisma/generated/client';
import type { ClusterSight, Sight } from '~/server/teams/model/sight';

const sql = Prisma.sql;

/** Clusters of which anything is in sight. */
export const clusterInSight = (sight: Sight, id = sql`c.id`): Prisma.Sql[] =>
  sight === 'all' ? [] : [sql`${id} = ANY(${ids(sight, () => true)}::uuid[])`];

/** Rows that belong to no namespace: only of clusters that are in sight as a whole. */
export const wholeInSight = (sight: Sight, id = sql`r.cluster_id`): Prisma.Sql[] =>
  sight === 'all' ? [] : [sql`${id} = ANY(${ids(sight, ({ whole }) => whole)}::uuid[])`];

/** Rows of namespaces that are in sight, and of clusters all of whose namespaces are. */
export function namespacedInSight(sight: Sight, id = sql`r.cluster_id`, namespace = sql`r.namespace`): Prisma.Sql[] {
  if (sight === 'all') return [];
  const whole = ids(sight, ({ namespaces }) => namespaces === 'all');
  const pairs = [...sight.values()].flatMap(({ id: cluster, namespaces }) =>
    namespaces === 'all' ? [] : [...namespaces].map((name) => ({ cluster, name })),
  );
  const all = sql`${id} = ANY(${whole}::uuid[])`;
  if (pairs.length === 0) return [all];
  const [clusters, names] = [pairs.map(({ cluster }) => cluster), pairs.map(({ name }) => name)];
  // as a subquery without a reference outward the pairs are hashed once
  const named = sql`(${id}, ${namespace}) IN (SELECT * FROM unnest(${clusters}::uuid[], ${names}::text[]))`;
  return [sql`(${all} OR ${named})`];
}

const ids = (sight: Exclude<Sight, 'all'>, isOf: (part: ClusterSight) => boolean): string[] =>
  [...sight.values()].filter(isOf).map(({ id }) => id);
