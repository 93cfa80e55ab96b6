import type { Database } from '~/server/db/client';
import { holdsEverywhere } from '../model/can';
import type { GrantScope } from '../model/grant';
import type { ClusterSight, Sight } from '../model/sight';
import type { Sights } from '../ports';

type SightRow = { id: string; name: string; whole: boolean; allNamespaces: boolean; namespaces: string[] };

/** A scope of a kind that this version does not know reaches nothing. */
const asRow = ({ clusters, namespaces, environments }: GrantScope) => ({
  names: clusters.by === 'name' ? clusters.names : clusters.by === 'label' || clusters.by === 'all' ? null : [],
  labels: clusters.by === 'label' ? clusters.labels : null,
  namespaces,
  environments,
});

/** Sights from the registry and the namespaces of the inventory, as they are now. */
export function postgresSights({ pool }: Database): Sights {
  return {
    of: async (rights, action): Promise<Sight> => {
      if (holdsEverywhere(rights, action)) return 'all';
      const grants = rights.filter(({ actions }) => actions.includes(action)).map(({ scope }) => asRow(scope));
      if (grants.length === 0) return new Map();
      const { rows } = await pool.query<SightRow>({ name: 'sight', text: SIGHT, values: [JSON.stringify(grants)] });
      return new Map(rows.map(({ name, ...row }): [string, ClusterSight] => [name, asSight(row)]));
    },
  };
}

const asSight = ({ id, whole, allNamespaces, namespaces }: Omit<SightRow, 'name'>): ClusterSight => ({
  id,
  whole,
  namespaces: allNamespaces ? 'all' : new Set(namespaces),
});

/**
 * A namespace may belong to another environment than its cluster. One that the inventory does not know is of its cluster's:
 * it is in sight where a grant names it.
 */
const SIGHT = `
  WITH granted AS (SELECT DISTINCT * FROM jsonb_to_recordset($1::jsonb) AS g(names text[], labels jsonb, namespaces text[], environments text[])),
  known AS (SELECT id, name, labels, coalesce(environment, observed_environment) AS environment FROM cluster),
  matched AS (
    SELECT c.id, c.name, c.environment, g.namespaces, g.environments
    FROM granted g CROSS JOIN unnest(g.names) AS n(name) JOIN known c ON c.name = n.name
    UNION ALL
    SELECT c.id, c.name, c.environment, g.namespaces, g.environments
    FROM granted g JOIN known c ON g.labels IS NULL OR c.labels @> g.labels WHERE g.names IS NULL),
  judged AS (SELECT *, environments IS NULL OR environment = ANY(environments) AS fits FROM matched),
  named AS (
    SELECT j.id, n.name AS namespace FROM judged j JOIN inventory_namespace n ON n.cluster_id = j.id
    WHERE j.namespaces IS NULL AND coalesce(n.environment, j.environment) = ANY(j.environments)
    UNION
    SELECT j.id, u.namespace FROM judged j CROSS JOIN unnest(j.namespaces) AS u(namespace)
      LEFT JOIN inventory_namespace n ON n.cluster_id = j.id AND n.name = u.namespace
    WHERE j.environments IS NULL OR coalesce(n.environment, j.environment) = ANY(j.environments)),
  gathered AS (SELECT id, array_agg(namespace) AS namespaces FROM named GROUP BY id)
  SELECT j.id::text, j.name, bool_or(j.namespaces IS NULL AND j.fits IS TRUE) AS whole,
    bool_or(j.namespaces IS NULL AND j.environments IS NULL) AS "allNamespaces", coalesce(g.namespaces, '{}') AS namespaces
  FROM judged j LEFT JOIN gathered g ON g.id = j.id
  GROUP BY j.id, j.name, g.namespaces
  HAVING bool_or(j.namespaces IS NULL AND j.fits IS TRUE) OR g.namespaces IS NOT NULL`;
