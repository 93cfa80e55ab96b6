import type { Database } from '~/server/db/client';
import { ACCESS_STATES, type AccessState } from '../model/member-rights';
import type { AccessStates } from '../ports';

const MOST_REASON = 2000;
type StateRow = { name: string; state: string | null; reason: string | null; since: Date | null; asOf: Date | null };

/** The state of each member's RBAC in PostgreSQL; written by who holds its lease alone. */
export function postgresAccessStates({ pool }: Database): AccessStates {
  return {
    record: async ({ clusterId, holder, epoch }, state, reason, answered) => {
      const values = [clusterId, holder, epoch, state, reason.slice(0, MOST_REASON), answered];
      const { rows } = await pool.query<{ changed: boolean }>({ name: 'rbac-state', text: RECORD, values });
      return rows[0]?.changed ?? false;
    },
    list: async (sight, cluster) => {
      const ids = sight === 'all' ? null : [...sight.values()].map(({ id }) => id);
      const { rows } = await pool.query<StateRow>({ name: 'rbac-states', text: LIST, values: [ids, cluster ?? null] });
      return rows.map(({ name, state, reason, since, asOf }) => ({
        ...{ cluster: name, state: stateOf(state), reason: reason ?? '' },
        since: since?.toISOString() ?? null,
        asOf: asOf?.toISOString() ?? null,
      }));
    },
  };
}

const stateOf = (text: string | null): AccessState => ACCESS_STATES.find((state) => state === text) ?? 'pending';

const LIST = `SELECT c.name, a.state, a.reason, a.since, a.as_of AS "asOf"
  FROM cluster c LEFT JOIN member_rights a ON a.cluster_id = c.id
  WHERE ($1::uuid[] IS NULL OR c.id = ANY($1)) AND ($2::text IS NULL OR c.name = $2) ORDER BY c.name LIMIT 5000`;

const RECORD = `
  WITH held AS (SELECT 1 FROM cluster_lease WHERE cluster_id = $1::uuid AND holder = $2 AND epoch = $3),
    old AS (SELECT state, reason FROM member_rights WHERE cluster_id = $1::uuid)
  INSERT INTO member_rights AS a (cluster_id, state, reason, since, as_of)
  SELECT $1::uuid, $4, $5, now(), CASE WHEN $6 THEN now() END FROM held
  ON CONFLICT (cluster_id) DO UPDATE SET state = excluded.state, reason = excluded.reason,
    since = CASE WHEN a.state = excluded.state THEN a.since ELSE now() END, as_of = coalesce(excluded.as_of, a.as_of)
  RETURNING (SELECT (state, reason) IS DISTINCT FROM ($4, $5) FROM old) IS NOT FALSE AS changed`;
