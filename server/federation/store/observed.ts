import type { Fence } from '~/server/clusters/store/inventory';
import type { Database } from '~/server/db/client';
import type { ActiveRule, Delivered, Observation, ObservedStore } from '../ports/watch';
import { STANDS } from './save-revision';

type MemberRow = { clusterId: string; cluster: string; epoch: number; revision: number };

/** What is seen in members, in PostgreSQL. */
export function postgresObserved({ pool }: Database): ObservedStore {
  const held = ({ clusterId, holder, epoch }: Fence) => [clusterId, holder, epoch];
  return {
    members: async (holder) => {
      const { rows } = await pool.query<MemberRow>({ name: 'delivered-members', text: MEMBERS, values: [holder] });
      return rows.map(({ clusterId, cluster, epoch, revision }) => ({
        ...{ cluster, revision, fence: { clusterId, holder, epoch } },
      }));
    },
    delivered: async (cluster) => {
      const { rows } = await pool.query<Delivered>({ name: 'delivered', text: DELIVERED, values: [cluster] });
      return rows;
    },
    observe: async (fence, observations) => {
      if (observations.length === 0) return;
      const values = [...held(fence), JSON.stringify(observations), JSON.stringify(observations.flatMap(driftRows))];
      await pool.query({ name: 'observe', text: OBSERVE, values });
    },
    touch: async (fence) => {
      await pool.query({ name: 'delivered-touch', text: TOUCH, values: held(fence) });
    },
    rules: async () => {
      const { rows } = await pool.query<ActiveRule>({ name: 'drift-rules-now', text: RULES });
      return rows;
    },
    revertDue: async (holder, mostPerHour) => {
      await pool.query({ name: 'drift-settled', text: SETTLED, values: [holder] });
      const values = [holder, mostPerHour];
      const { rows } = await pool.query<{ cluster: string; application: string }>({
        ...{ name: 'drift-due', text: REVERT_DUE, values },
      });
      return rows;
    },
  };
}

const driftRows = ({ applicationId, group, kind, namespace, name, drift }: Observation) =>
  drift.map(({ path, wanted, found, by }) => ({
    ...{ applicationId, group, kind, namespace, name, path, wanted: wanted ?? null, found: found ?? null },
    ...{ manager: by?.manager ?? null, operation: by?.operation ?? null, at: by?.at ?? null },
  }));

const MEMBERS = `SELECT c.id::text AS "clusterId", c.name AS cluster, l.epoch, c.revision FROM cluster_lease l JOIN cluster c ON c.id = l.cluster_id
  WHERE l.holder = $1 AND l.expires_at > now() AND c.state <> 'suspended'
    AND EXISTS (SELECT 1 FROM application_object o WHERE o.cluster_id = c.id)`;

const DELIVERED = `SELECT o.application_id::text AS "applicationId", a.name AS application, o."group", o.kind, o.namespace, o.name, o.version,
    o.plural, o.uid, o.revision, o.applied
  FROM application_object o JOIN application a ON a.id = o.application_id WHERE o.cluster_id = $1::uuid`;

const KEY = '"applicationId" uuid, "group" text, kind text, namespace text, name text';
const isOf = (one: string, other: string) =>
  `${one}.application_id = ${other}."applicationId" AND ${one}.cluster_id = $1::uuid
    AND (${one}."group", ${one}.kind, ${one}.namespace, ${one}.name) = (${other}."group", ${other}.kind, ${other}.namespace, ${other}.name)`;

/** One statement, so that an object's status and its drift are of the same moment. What was just put back ended as such before. */
const OBSERVE = `
  WITH held AS (SELECT 1 FROM cluster_lease WHERE cluster_id = $1::uuid AND holder = $2 AND epoch = $3),
    seen AS (SELECT s.* FROM jsonb_to_recordset($4::jsonb) AS s(${KEY}, status text, reason text, wanted int, ready int, ignored jsonb), held),
    found AS (SELECT f.* FROM jsonb_to_recordset($5::jsonb) AS f(${KEY}, path text, wanted jsonb, found jsonb, manager text, operation text, at timestamptz), held),
    told AS (UPDATE application_object o SET status = s.status, reason = s.reason, wanted = s.wanted, ready = s.ready, as_of = now(),
        since = CASE WHEN o.status = s.status AND o.reason = s.reason THEN o.since ELSE now() END
      FROM seen s WHERE ${isOf('o', 's')}),
    ended AS (UPDATE application_drift d SET ended_at = now(), ended = CASE WHEN s.ignored ? d.path THEN 'ignored' ELSE 'undone' END
      FROM seen s WHERE d.ended_at IS NULL AND ${isOf('d', 's')}
        AND NOT EXISTS (SELECT 1 FROM found f WHERE ${isOf('d', 'f')} AND f.path = d.path))
  INSERT INTO application_drift AS d (id, application_id, cluster_id, "group", kind, namespace, name, path, wanted, found, manager, operation, at)
  SELECT gen_random_uuid(), f."applicationId", $1::uuid, f."group", f.kind, f.namespace, f.name, f.path, f.wanted, f.found, f.manager, f.operation, f.at
  FROM found f JOIN application_object o ON ${isOf('o', 'f')}
  ON CONFLICT (application_id, cluster_id, "group", kind, namespace, name, path) WHERE ended_at IS NULL
  DO UPDATE SET wanted = excluded.wanted, found = excluded.found, manager = excluded.manager, operation = excluded.operation, at = excluded.at, last_seen = now()`;

const TOUCH = `UPDATE application_target SET as_of = now() WHERE cluster_id = $1::uuid AND applied_revision IS NOT NULL
  AND EXISTS (SELECT 1 FROM cluster_lease WHERE cluster_id = $1::uuid AND holder = $2 AND epoch = $3)`;

const RULES = `SELECT application, cluster, kind, name, path, manager FROM drift_rule WHERE expires_at IS NULL OR expires_at > now()
  ORDER BY application, id`;

/** Nobody fights over what is as it was applied. */
const SETTLED = `UPDATE application_target t SET problems = '[]' FROM cluster_lease l
  WHERE l.cluster_id = t.cluster_id AND l.holder = $1 AND l.expires_at > now() AND t.problems @> '[{"code":"contested"}]'
    AND NOT EXISTS (SELECT 1 FROM application_drift d WHERE d.application_id = t.application_id AND d.cluster_id = t.cluster_id AND d.ended_at IS NULL)`;

/** What is as it was applied, or was until its next wave opens: it has no turn unless something is to be put back. */
const RESTS = `(t.state = 'applied' OR (t.stands IS NOT NULL AND t.wave > a.open_wave))`;

/** An object that was put back too often is let be, and its target says so; the others of it go on. */
const REVERT_DUE = `
  WITH due AS (
    SELECT d.application_id, d.cluster_id, d."group", d.kind, d.namespace, d.name, min(d.path) AS path, (SELECT count(DISTINCT e.ended_at)
        FROM application_drift e WHERE e.ended = 'reverted' AND e.ended_at > now() - interval '1 hour'
          AND (e.application_id, e.cluster_id, e."group", e.kind, e.namespace, e.name) = (d.application_id, d.cluster_id, d."group", d.kind, d.namespace, d.name)) AS times
    FROM cluster_lease l JOIN application_drift d ON d.cluster_id = l.cluster_id JOIN application a ON a.id = d.application_id
      JOIN application_revision r ON r.application_id = a.id AND r.number = a.wanted
      JOIN application_target t ON t.application_id = d.application_id AND t.cluster_id = d.cluster_id AND ${RESTS}
      JOIN application_object o ON o.revision > 0
        AND (o.application_id, o.cluster_id, o."group", o.kind, o.namespace, o.name) = (d.application_id, d.cluster_id, d."group", d.kind, d.namespace, d.name)
    WHERE l.holder = $1 AND l.expires_at > now() AND d.ended_at IS NULL AND r.spec #>> '{drift,do}' = 'revert'
      AND d.first_seen + make_interval(mins => coalesce((r.spec #>> '{drift,afterMinutes}')::int, 0)) <= now()
    GROUP BY 1, 2, 3, 4, 5, 6),
  again AS (UPDATE application_object o SET revision = 0 FROM due u WHERE u.times < $2 AND o.application_id = u.application_id AND o.cluster_id = u.cluster_id
    AND (o."group", o.kind, o.namespace, o.name) = (u."group", u.kind, u.namespace, u.name) RETURNING o.application_id, o.cluster_id),
  contested AS (SELECT application_id, cluster_id, jsonb_agg(jsonb_build_object('code', 'contested', 'kind', kind, 'namespace', namespace, 'name', name, 'said', path)
      ORDER BY kind, namespace, name) AS problems FROM due WHERE times >= $2 GROUP BY 1, 2),
  touched AS (UPDATE application_target t SET problems = coalesce(x.problems, '[]'),
      state = CASE WHEN x.isAgain AND t.state = 'applied' THEN 'waiting' ELSE t.state END,
      since = CASE WHEN x.isAgain AND t.state = 'applied' THEN now() ELSE t.since END, stands = ${STANDS}, attempts = 0, not_before = NULL
    FROM application a, (SELECT application_id, cluster_id, bool_or(again) AS isAgain, (array_agg(problems) FILTER (WHERE problems IS NOT NULL))[1] AS problems
      FROM (SELECT DISTINCT application_id, cluster_id, true AS again, NULL::jsonb AS problems FROM again
        UNION ALL SELECT application_id, cluster_id, false, problems FROM contested) y GROUP BY 1, 2) x
    WHERE t.application_id = x.application_id AND t.cluster_id = x.cluster_id AND a.id = t.application_id AND ${RESTS}
      AND (x.isAgain OR t.problems IS DISTINCT FROM x.problems) RETURNING t.cluster_id, t.application_id)
  SELECT c.name AS cluster, a.name AS application FROM touched JOIN cluster c ON c.id = touched.cluster_id JOIN application a ON a.id = touched.application_id`;
