import type { Fence } from '~/server/clusters/store/inventory';
import type { Database } from '~/server/db/client';
import type { ApplicationSpec } from '../model/application';
import type { InventoryItem } from '../model/inventory';
import type { WantedObject } from '../ports/applications';
import type { Claim, DeliveryStore, Due, Settled } from '../ports/deliveries';

type DueRow = { applicationId: string; clusterId: string; cluster: string; epoch: number; isAway: boolean };
type ClaimRow = Pick<Claim, 'application' | 'revision' | 'isWithdrawing' | 'attempt' | 'confirmsRemoval'> & {
  person: string;
  token: string | null;
  author: string;
  spec: Pick<ApplicationSpec, 'removal' | 'adopt'>;
  objects: WantedObject[];
};

/** Turns in PostgreSQL. Each statement names the lease under which it is made. */
export function postgresDeliveries({ pool }: Database): DeliveryStore {
  const fenced = ({ clusterId, holder, epoch }: Fence, application: string) => [clusterId, holder, epoch, application];
  return {
    due: async (holder) => {
      const { rows } = await pool.query<DueRow>({ name: 'deliveries-due', text: DUE, values: [holder] });
      return rows.map(({ applicationId, clusterId, cluster, epoch, isAway }) => ({
        ...{ applicationId, cluster, isAway, fence: { clusterId, holder, epoch } },
      }));
    },
    claim: async ({ applicationId, fence }: Due) => {
      const values = fenced(fence, applicationId);
      const { rows } = await pool.query<ClaimRow>({ name: 'delivery-claim', text: CLAIM, values });
      const [row] = rows;
      if (!row) return undefined;
      const { person, token, author, spec, objects, ...rest } = row;
      const stands = [fence.clusterId, applicationId];
      const inventory = await pool.query<InventoryItem>({
        name: 'delivery-inventory',
        text: INVENTORY,
        values: stands,
      });
      return {
        ...{ ...rest, applicationId, author: { person, token, name: author }, inventory: inventory.rows },
        ...{ removal: spec.removal, adopt: spec.adopt, objects: objects.map(({ object }) => object) },
      };
    },
    keep: async (fence, { applicationId, revision }, item, nowWanted) => {
      const values = [...fenced(fence, applicationId), ...keyOf(item), item.version, item.plural, item.uid];
      const { rows } = await pool.query<{ isWanted: boolean }>({
        ...{ name: 'delivery-keep', text: KEEP },
        values: [...values, item.revision, JSON.stringify(item.applied), JSON.stringify(nowWanted), revision],
      });
      return rows[0]?.isWanted ?? false;
    },
    forget: async (fence, { applicationId, revision }, item) => {
      const values = [...fenced(fence, applicationId), ...keyOf(item), revision];
      const { rows } = await pool.query<{ isWanted: boolean }>({ name: 'delivery-forget', text: FORGET, values });
      return rows[0]?.isWanted ?? false;
    },
    settle: async (fence, { applicationId, revision }, settled) => {
      const ends = [...fenced(fence, applicationId), revision];
      if (settled.state !== 'gone') {
        await pool.query({ name: 'delivery-settle', text: SETTLE, values: [...ends, ...settledRow(settled)] });
        return;
      }
      await pool.query({ name: 'delivery-gone', text: GONE, values: ends });
      await pool.query({ name: 'delivery-empty', text: EMPTY });
    },
    sweep: async () => {
      await pool.query({ name: 'delivery-empty', text: EMPTY });
    },
  };
}

const keyOf = ({ group, kind, namespace, name }: InventoryItem) => [group, kind, namespace, name];

function settledRow(settled: Settled): unknown[] {
  if (!('problems' in settled)) return [settled.state, '[]', settled.answered, null];
  return [settled.state, JSON.stringify(settled.problems), settled.answered, settled.retryMs];
}

/** $1 the cluster, $2 the holder, $3 its epoch; $4 the application. */
const HELD = 'EXISTS (SELECT 1 FROM cluster_lease WHERE cluster_id = $1::uuid AND holder = $2 AND epoch = $3)';
const TARGET = 't.application_id = $4::uuid AND t.cluster_id = $1::uuid';

/** A member that was away is tried again as soon as it has answered somebody else. */
const IS_DUE = `(t.not_before IS NULL OR t.not_before <= now()
  OR (t.problems @> '[{"code":"unreachable"}]' AND h.as_of > t.tried_at))`;

const DUE = `SELECT t.application_id::text AS "applicationId", t.cluster_id::text AS "clusterId", c.name AS cluster, l.epoch,
    t.problems @> '[{"code":"unreachable"}]' OR coalesce(h.reason, 'never-reached') IN ('unreachable', 'never-reached') AS "isAway"
  FROM cluster_lease l JOIN cluster c ON c.id = l.cluster_id JOIN application_target t ON t.cluster_id = c.id
    LEFT JOIN cluster_health h ON h.cluster_id = c.id
  WHERE l.holder = $1 AND l.expires_at > now() AND c.state <> 'suspended' AND t.state <> 'applied'
    AND (t.state <> 'refused' OR t.not_before IS NOT NULL) AND ${IS_DUE}
  ORDER BY t.since LIMIT 5000`;

const CLAIM = `UPDATE application_target t SET state = CASE WHEN t.state = 'withdrawing' THEN t.state ELSE 'applying' END,
    since = CASE WHEN t.state IN ('withdrawing', 'applying') THEN t.since ELSE now() END, epoch = $3, attempts = t.attempts + 1, not_before = NULL
  FROM application a, application_revision r
  WHERE ${TARGET} AND a.id = t.application_id AND r.application_id = a.id AND r.number = t.revision AND t.state <> 'applied' AND ${HELD}
  RETURNING a.name AS application, t.revision, t.state = 'withdrawing' AS "isWithdrawing", t.attempts AS attempt, t.objects,
    r.person_id::text AS person, r.token_id::text AS token, r.author, r.confirms_removal AS "confirmsRemoval",
    json_build_object('removal', r.spec -> 'removal', 'adopt', r.spec -> 'adopt') AS spec`;

const INVENTORY = `SELECT "group", kind, namespace, name, version, plural, uid, revision, applied FROM application_object
  WHERE cluster_id = $1::uuid AND application_id = $2::uuid ORDER BY kind, namespace, name`;

/** What was applied stands there, also if a newer revision came meanwhile. A drift that is wanted now was accepted. */
const KEEP = `WITH target AS (SELECT t.revision FROM application_target t WHERE ${TARGET} AND ${HELD}),
  ended AS (UPDATE application_drift d SET ended_at = now(), ended = CASE WHEN d.found = $14::jsonb -> d.path THEN 'accepted' ELSE 'reverted' END
    FROM target WHERE d.application_id = $4::uuid AND d.cluster_id = $1::uuid AND (d."group", d.kind, d.namespace, d.name) = ($5, $6, $7, $8) AND d.ended_at IS NULL),
  kept AS (INSERT INTO application_object AS o (application_id, cluster_id, "group", kind, namespace, name, version, plural, uid, revision, applied)
    SELECT $4::uuid, $1::uuid, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb FROM target
    ON CONFLICT (application_id, cluster_id, "group", kind, namespace, name) DO UPDATE SET version = excluded.version, plural = excluded.plural,
      uid = excluded.uid, revision = excluded.revision, applied = excluded.applied)
  SELECT revision = $15 AS "isWanted" FROM target`;

const FORGET = `WITH target AS (SELECT t.revision FROM application_target t WHERE ${TARGET} AND ${HELD}),
  gone AS (DELETE FROM application_object o USING target WHERE o.application_id = $4::uuid AND o.cluster_id = $1::uuid
    AND (o."group", o.kind, o.namespace, o.name) = ($5, $6, $7, $8))
  SELECT revision = $9 AS "isWanted" FROM target`;

/** Something was to be put back while it was under way: there is another turn. */
const AGAIN = `EXISTS (SELECT 1 FROM application_object o WHERE o.application_id = t.application_id AND o.cluster_id = t.cluster_id AND o.revision = 0)`;

const SETTLE = `UPDATE application_target t SET problems = $7::jsonb,
    state = CASE WHEN t.state = 'withdrawing' THEN t.state WHEN $6 = 'applied' AND ${AGAIN} THEN 'waiting' ELSE $6 END,
    applied_revision = CASE WHEN $6 = 'applied' THEN t.revision ELSE t.applied_revision END,
    attempts = CASE WHEN $6 = 'applied' THEN 0 ELSE t.attempts END, epoch = NULL, tried_at = now(),
    as_of = CASE WHEN $8 THEN now() ELSE t.as_of END, not_before = now() + $9::float8 * interval '1 millisecond',
    since = CASE WHEN t.state IN ('withdrawing', $6) THEN t.since ELSE now() END
  WHERE ${TARGET} AND t.revision = $5 AND t.state IN ('applying', 'withdrawing') AND ${HELD}`;

const GONE = `DELETE FROM application_target t WHERE ${TARGET} AND t.revision = $5 AND t.state = 'withdrawing' AND ${HELD}`;

const EMPTY = `DELETE FROM application a WHERE a.removing
  AND NOT EXISTS (SELECT 1 FROM application_target t WHERE t.application_id = a.id)`;
