import { Prisma } from '~/prisma/generated/client';
import type { ClusterSight, Sight } from '~/server/teams/model/sight';

const sql = Prisma.sql;

/** Clusters of which anything is in sight. */
export const clusterInSight = (sight: Sight, id = sql`c.id`): Prisma.Sql[] =>
  sight === 'all' ? [] : [sql`${id} = ANY(${ids(sight, () => true)}::uuid[])`];

/** Rows that belong to no namespace: only of clusters that are in sight as a whole. */
export const wholeInSight = (sight: Sight, id = sql`r.cluster_id`): Prisma.Sql[] =>
  sight === 'all' ? [] : [sql`${id} = ANY(${ids(sight, ({ whole }) => whole)}::uuid[])`];

/** More ways to combine clusters and namespaces than this are cheaper as a list of pairs. */
const MOST_GROUPS = 8;

/** Rows of namespaces that are in sight, and of clusters all of whose namespaces are. */
export function namespacedInSight(sight: Sight, id = sql`r.cluster_id`, namespace = sql`r.namespace`): Prisma.Sql[] {
  if (sight === 'all') return [];
  const whole = ids(sight, ({ namespaces }) => namespaces === 'all');
  const groups = groupsOf(sight);
  // mostly the same namespaces in many clusters: two small sets, each hashed once
  const named =
    groups.length <= MOST_GROUPS
      ? groups.map(({ clusters, names }) => sql`(${id} = ANY(${clusters}::uuid[]) AND ${namespace} = ANY(${names}))`)
      : [inPairs(groups, id, namespace)];
  if (whole.length === 0 && named.length === 0) return [sql`FALSE`];
  const parts = [...(whole.length === 0 ? [] : [sql`${id} = ANY(${whole}::uuid[])`]), ...named];
  return [sql`(${Prisma.join(parts, ' OR ')})`];
}

type Group = { clusters: string[]; names: string[] };

/** Clusters of which the same namespaces are in sight, together. */
function groupsOf(sight: Exclude<Sight, 'all'>): Group[] {
  const groups = new Map<string, Group>();
  for (const { id, namespaces } of sight.values()) {
    if (namespaces === 'all' || namespaces.size === 0) continue;
    const names = [...namespaces].toSorted();
    const group = groups.get(names.join(' ')) ?? { clusters: [], names };
    group.clusters.push(id);
    groups.set(names.join(' '), group);
  }
  return [...groups.values()];
}

function inPairs(groups: Group[], id: Prisma.Sql, namespace: Prisma.Sql): Prisma.Sql {
  const pairs = groups.flatMap(({ clusters, names }) =>
    clusters.flatMap((cluster) => names.map((name) => [cluster, name])),
  );
  const [clusters, names] = [pairs.map(([cluster]) => cluster), pairs.map(([, name]) => name)];
  // as a subquery without a reference outward the pairs are hashed once, and alone they are joined
  return sql`(${id}, ${namespace}) IN (SELECT * FROM unnest(${clusters}::uuid[], ${names}::text[]))`;
}

const ids = (sight: Exclude<Sight, 'all'>, isOf: (part: ClusterSight) => boolean): string[] =>
  [...sight.values()].filter(isOf).map(({ id }) => id);
