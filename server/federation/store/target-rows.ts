import { Prisma } from '~/prisma/generated/client';
import { STATUS } from '~/server/clusters/store/health-columns';
import { gravityOf } from '~/server/clusters/store/page';
import type { Status } from '~/server/kernel/status';
import { judgeTarget } from '../core/judge-target';
import type { Target } from '../model/target';

const sql = Prisma.sql;

export type TargetRow = Omit<Target, 'status' | 'reason' | 'since' | 'asOf'> & {
  applicationId: string;
  objectStatus: Status | null;
  objectReason: string | null;
  clusterStatus: Status;
  since: Date;
  asOf: Date | null;
};

/** Of a member that does not answer, or not as itself, nothing is known now, however gravely that is told of the cluster. */
const CLUSTER = sql`CASE WHEN c.state <> 'suspended' AND coalesce(h.reason, 'never-reached') IN ('unreachable', 'never-reached', 'stale',
  'credential-rejected', 'identity-changed') THEN 'unknown' ELSE ${STATUS} END`;

/** How many open drifts (`d`) there are. */
export const drifted = (where: Prisma.Sql): Prisma.Sql =>
  sql`(SELECT count(*)::int FROM application_drift d WHERE d.ended_at IS NULL AND ${where})`;

/** Targets (`t`) with their cluster (`c`), and sums over those of their objects and drifts that are in sight. */
export const TARGETS = (objects: Prisma.Sql, drifts: Prisma.Sql): Prisma.Sql => sql`
  SELECT t.application_id::text AS "applicationId", c.name AS cluster, t.state, t.revision, t.applied_revision AS "appliedRevision",
    t.replicas, t.wave, t.problems, t.since, t.as_of AS "asOf", ${CLUSTER} AS "clusterStatus", s.status AS "objectStatus", s.reason AS "objectReason",
    s.objects, s.ready, s.wanted,
    ${drifted(sql`d.application_id = t.application_id AND d.cluster_id = t.cluster_id AND ${drifts}`)} AS drifted
  FROM application_target t JOIN cluster c ON c.id = t.cluster_id LEFT JOIN cluster_health h ON h.cluster_id = c.id
    CROSS JOIN LATERAL (SELECT count(*)::int AS objects, coalesce(sum(o.ready), 0)::int AS ready, coalesce(sum(o.wanted), 0)::int AS wanted,
        (array_agg(o.status ORDER BY ${gravityOf(sql`o.status`)}))[1] AS status, (array_agg(o.reason ORDER BY ${gravityOf(sql`o.status`)}))[1] AS reason
      FROM application_object o WHERE o.application_id = t.application_id AND o.cluster_id = t.cluster_id AND ${objects}) s`;

export function targetOf({ objectStatus, objectReason, clusterStatus, applicationId: _, ...row }: TargetRow): Target {
  const { state, appliedRevision, problems } = row;
  const object = objectStatus && { status: objectStatus, reason: objectReason ?? '' };
  const judged = judgeTarget({ state, appliedRevision, problems, object, cluster: clusterStatus });
  return { ...row, ...judged, since: row.since.toISOString(), asOf: row.asOf?.toISOString() ?? null };
}
