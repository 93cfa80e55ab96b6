import type { Database } from '~/server/db/client';
import type { NodeTally, Verdict } from '../core/derive-health';
import type { MemberFacts } from '../ports';
import type { Fence } from './inventory';

export type HealthStore = {
  /** `facts` is absent when the member did not answer: then what was known of it stays. */
  record(fence: Fence, verdict: Verdict, facts: MemberFacts | undefined): Promise<{ changed: boolean }>;
  nodeTally(clusterId: string): Promise<NodeTally | undefined>;
  /** Drops history older than this many days. */
  prune(days: number): Promise<void>;
};

const SLOT = "date_bin('5 minutes', now(), TIMESTAMPTZ '2000-01-01')";
const GRAVITY = "array_position(ARRAY['healthy','suspended','progressing','unknown','degraded','failed'], %)";
const gravity = (column: string) => GRAVITY.replace('%', column);

export function postgresHealth({ pool }: Database): HealthStore {
  return {
    record: async ({ clusterId, holder, epoch }, { status, reason, detail, cause }, facts) => {
      const certificate = facts?.serverCertificate;
      const { rows } = await pool.query<{ changed: boolean }>(
        `WITH held AS (SELECT 1 FROM cluster_lease WHERE cluster_id = $1::uuid AND holder = $2 AND epoch = $3),
          old AS (SELECT status, reason, cause FROM cluster_health WHERE cluster_id = $1::uuid),
          sample AS (INSERT INTO cluster_health_sample AS s (cluster_id, start, status, reason, latency_ms)
            SELECT $1::uuid, ${SLOT}, $4, $5, $7 FROM held ON CONFLICT (cluster_id, start) DO UPDATE SET latency_ms = excluded.latency_ms,
              status = CASE WHEN ${gravity('excluded.status')} > ${gravity('s.status')} THEN excluded.status ELSE s.status END,
              reason = CASE WHEN ${gravity('excluded.status')} > ${gravity('s.status')} THEN excluded.reason ELSE s.reason END),
          used AS (UPDATE cluster_credential k SET last_used_at = now(),
              expires_at = CASE WHEN EXISTS (SELECT 1 FROM minted_token m WHERE m.cluster_id = $1::uuid AND m.secret_id IS NOT NULL)
                THEN k.expires_at ELSE coalesce($11, k.expires_at) END
            FROM held WHERE k.cluster_id = $1::uuid AND $12 AND (k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute'))
        INSERT INTO cluster_health AS h (cluster_id, status, reason, detail, since, as_of, checked_at, latency_ms, version,
          certificate_expires_at, certificate_fingerprint, clock_skew_ms, cause)
        SELECT $1::uuid, $4, $5, $6, now(), CASE WHEN $12 THEN now() END, now(), $7, $8, $9, $10, $13, $14 FROM held
        ON CONFLICT (cluster_id) DO UPDATE SET status = excluded.status, reason = excluded.reason, detail = excluded.detail, cause = excluded.cause,
          since = CASE WHEN h.status = excluded.status AND h.reason = excluded.reason THEN h.since ELSE now() END,
          as_of = coalesce(excluded.as_of, h.as_of), checked_at = now(), latency_ms = CASE WHEN $12 THEN excluded.latency_ms ELSE h.latency_ms END,
          version = coalesce(excluded.version, h.version), clock_skew_ms = coalesce(excluded.clock_skew_ms, h.clock_skew_ms),
          certificate_expires_at = coalesce(excluded.certificate_expires_at, h.certificate_expires_at),
          certificate_fingerprint = coalesce(excluded.certificate_fingerprint, h.certificate_fingerprint)
        RETURNING (SELECT (status, reason, cause) IS DISTINCT FROM ($4, $5, $14) FROM old) IS NOT FALSE AS changed`,
        [
          ...[
            clusterId,
            holder,
            epoch,
            status,
            reason,
            detail.slice(0, 2000),
            facts?.latencyMs ?? null,
            facts?.version ?? null,
          ],
          ...[certificate?.expiresAt ?? null, certificate?.fingerprint ?? null, facts?.credentialExpiresAt ?? null],
          ...[facts !== undefined, facts?.clockSkewMs ?? null, cause ?? null],
        ],
      );
      return { changed: rows[0]?.changed ?? false };
    },

    nodeTally: async (clusterId) => {
      const { rows } = await pool.query<NodeTally & { known: boolean }>(
        `SELECT count(n.*)::int AS total, count(*) FILTER (WHERE n.status IN ('healthy', 'suspended', 'degraded'))::int AS ready,
          EXISTS (SELECT 1 FROM inventory_sync WHERE cluster_id = $1::uuid AND kind = 'nodes' AND complete_at IS NOT NULL) AS known
        FROM inventory_node n WHERE n.cluster_id = $1::uuid`,
        [clusterId],
      );
      const [row] = rows;
      return row?.known ? { total: row.total, ready: row.ready } : undefined;
    },

    prune: async (days) => {
      await pool.query('DELETE FROM cluster_health_sample WHERE start < now() - make_interval(days => $1)', [days]);
    },
  };
}
