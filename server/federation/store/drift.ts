import { randomUUID } from 'node:crypto';
import { Prisma } from '~/prisma/generated/client';
import { iso } from '~/server/clusters/store/page';
import { all, contains, inScope, orderBy } from '~/server/clusters/store/sql';
import type { Database } from '~/server/db/client';
import type { DriftCount, DriftListInput, DriftRow, DriftRule, DriftTimes } from '../model/drift';
import type { Viewer } from '../ports/applications';
import type { DriftStore } from '../ports/drift';
import { applicationInSight, objectInSight } from './in-sight';
import { STANDS } from './save-revision';

const sql = Prisma.sql;

/** Drift and its rules in PostgreSQL. */
export function postgresDrift({ prisma, pool }: Database): DriftStore {
  const rules = async (where: Prisma.DriftRuleWhereInput): Promise<DriftRule[]> => {
    const found = await prisma.driftRule.findMany({ where, orderBy: { createdAt: 'desc' } });
    return found.map((rule) => ({
      ...rule,
      createdAt: rule.createdAt.toISOString(),
      expiresAt: rule.expiresAt?.toISOString() ?? null,
    }));
  };
  return {
    list: async (viewer, { filter, sort, offset, limit }) => {
      const where = all([seenBy(viewer), ...narrowed(filter)]);
      const order = orderBy(COLUMNS, sort, sql`d.first_seen DESC, d.id`);
      const [rows, [count]] = await Promise.all([
        prisma.$queryRaw<DriftRow[]>`SELECT ${ROW} ${FROM} WHERE ${where} ${order} LIMIT ${limit} OFFSET ${offset}`,
        prisma.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${FROM} WHERE ${where}`,
      ]);
      return { rows, total: count?.total ?? 0 };
    },
    counts: (viewer) => prisma.$queryRaw<DriftCount[]>`
      SELECT a.name AS application, c.name AS cluster, count(*)::int AS open, ${iso(sql`min(d.first_seen)`)} AS since ${FROM}
      WHERE d.ended_at IS NULL AND ${seenBy(viewer)} GROUP BY 1, 2 ORDER BY 1, 2`,
    times: async (viewer) => {
      const lasted = sql`extract(epoch FROM d.ended_at - d.first_seen) * 1000`;
      const [found] = await prisma.$queryRaw<DriftTimes[]>`SELECT count(*)::int AS ended,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY ${lasted})::float8 AS "medianMs",
        percentile_cont(0.9) WITHIN GROUP (ORDER BY ${lasted})::float8 AS "p90Ms" ${FROM}
        WHERE d.ended_at > now() - interval '30 days' AND d.ended <> 'ignored' AND ${seenBy(viewer)}`;
      return found ?? { ended: 0, medianMs: null, p90Ms: null };
    },
    find: (viewer, ids) =>
      prisma.$queryRaw<DriftRow[]>`SELECT ${ROW} ${FROM}
        WHERE d.id = ANY(${[...ids]}::uuid[]) AND d.ended_at IS NULL AND ${seenBy(viewer)} ORDER BY a.name, c.name, d.path`,
    revert: async (ids) => {
      await pool.query(REVERT, [[...ids]]);
    },
    rules: (application) => rules({ application }),
    findRule: async (id) => (await rules({ id }))[0],
    ignore: async (rule, createdBy) => {
      const id = randomUUID();
      await prisma.driftRule.create({ data: { id, ...rule, createdBy } });
      await pool.query(IGNORE, [id]);
      return id;
    },
    unignore: async (id) => {
      await prisma.driftRule.deleteMany({ where: { id } });
    },
  };
}

const FROM = sql`FROM application_drift d JOIN application a ON a.id = d.application_id JOIN cluster c ON c.id = d.cluster_id
  JOIN application_object o ON (o.application_id, o.cluster_id, o."group", o.kind, o.namespace, o.name) = (d.application_id, d.cluster_id, d."group", d.kind, d.namespace, d.name)`;

const ROW = sql`d.id::text, a.name AS application, c.name AS cluster, d."group", o.version, d.kind, o.plural, d.namespace, d.name, d.path,
  d.wanted, d.found, d.manager, d.operation, ${iso(sql`d.at`)} AS at, ${iso(sql`d.first_seen`)} AS "firstSeen",
  ${iso(sql`d.last_seen`)} AS "lastSeen", ${iso(sql`d.ended_at`)} AS "endedAt", d.ended`;

const COLUMNS = {
  firstSeen: sql`d.first_seen`,
  lastSeen: sql`d.last_seen`,
  application: sql`a.name`,
  cluster: sql`c.name`,
  manager: sql`d.manager`,
  endedAt: sql`d.ended_at`,
};

const seenBy = (viewer: Viewer) => sql`${applicationInSight(viewer)} AND ${objectInSight(viewer.sight, sql`d`)}`;

function narrowed(filter: DriftListInput['filter']): Prisma.Sql[] {
  const { text, scope, application, cluster, manager, state } = filter ?? {};
  return [
    ...contains(text, [sql`a.name`, sql`c.name`, sql`d.name`, sql`d.path`, sql`d.manager`]),
    ...inScope(scope),
    ...(application === undefined ? [] : [sql`a.name = ${application}`]),
    ...(cluster === undefined ? [] : [sql`c.name = ${cluster}`]),
    ...(manager === undefined ? [] : [sql`d.manager = ${manager}`]),
    ...(state === undefined ? [] : [state === 'open' ? sql`d.ended_at IS NULL` : sql`d.ended_at IS NOT NULL`]),
  ];
}

/** What is under way already has it with the next turn; what waits for its wave has a turn for what stands there. */
const REVERT = `WITH again AS (UPDATE application_object o SET revision = 0 FROM application_drift d
    WHERE d.id = ANY($1::uuid[]) AND d.ended_at IS NULL
      AND (o.application_id, o.cluster_id, o."group", o.kind, o.namespace, o.name) = (d.application_id, d.cluster_id, d."group", d.kind, d.namespace, d.name)
    RETURNING o.application_id, o.cluster_id)
  UPDATE application_target t SET stands = ${STANDS}, problems = '[]', attempts = 0, not_before = NULL,
    state = CASE WHEN t.state IN ('applied', 'refused') THEN 'waiting' ELSE t.state END,
    since = CASE WHEN t.state IN ('applied', 'refused') THEN now() ELSE t.since END FROM again
  WHERE t.application_id = again.application_id AND t.cluster_id = again.cluster_id AND (t.state IN ('applied', 'refused') OR t.stands IS NOT NULL)`;

const IGNORE = `UPDATE application_drift d SET ended_at = now(), ended = 'ignored' FROM drift_rule r, application a, cluster c
  WHERE r.id = $1::uuid AND a.id = d.application_id AND a.name = r.application AND c.id = d.cluster_id AND d.ended_at IS NULL
    AND (r.cluster IS NULL OR r.cluster = c.name) AND (r.kind IS NULL OR r.kind = d.kind) AND (r.name IS NULL OR r.name = d.name)
    AND (r.manager IS NULL OR r.manager = d.manager)
    AND (r.path IS NULL OR d.path = r.path OR starts_with(d.path, r.path || '.') OR starts_with(d.path, r.path || '['))`;
