import { Prisma } from '~/prisma/generated/client';
import type { Sight } from '~/server/teams/model/sight';

const sql = Prisma.sql;

/**
 * Entries `e` that are in sight: all that they are about must be, or one would learn of what is not. What is about no
 * cluster is for those who see everything; so is what was done before the cluster of this name was registered.
 */
export function entryInSight(sight: Sight): Prisma.Sql[] {
  if (sight === 'all') return [];
  const seen = [...sight.values()];
  const parts = {
    ids: seen.map(({ id }) => id),
    whole: seen.map(({ whole }) => whole),
    all: seen.map(({ namespaces }) => namespaces === 'all'),
  };
  const pairs = seen.flatMap(({ id, namespaces }) =>
    namespaces === 'all' ? [] : [...namespaces].map((name) => ({ id, name })),
  );
  const [ids, names] = [pairs.map(({ id }) => id), pairs.map(({ name }) => name)];
  return [
    sql`cardinality(e.clusters) > 0`,
    sql`NOT EXISTS (
      SELECT 1 FROM unnest(e.clusters, e.namespaces) AS t(cluster, namespace)
      LEFT JOIN (SELECT c.id, c.name, c.registered_at, s.whole, s.every
        FROM unnest(${parts.ids}::uuid[], ${parts.whole}::bool[], ${parts.all}::bool[]) AS s(id, whole, every) JOIN cluster c ON c.id = s.id) s
        ON s.name = t.cluster AND s.registered_at <= e.at
      WHERE (CASE WHEN t.namespace = '' THEN s.whole
        ELSE s.every OR (s.id, t.namespace) IN (SELECT * FROM unnest(${ids}::uuid[], ${names}::text[])) END) IS NOT TRUE)`,
  ];
}
