import { Prisma } from '~/prisma/generated/client';
import type { Scope } from '~/server/clusters/model/scope';
import { all, contains, inScope } from '~/server/clusters/store/sql';
import type { Database } from '~/server/db/client';
import { text } from '~/server/kernel/json';
import type { Sight } from '~/server/teams/model/sight';
import { nameTarget } from '../core/name-target';
import { transferState } from '../core/transfer-state';
import type { RecordFilter, RecordRow } from '../model/record';
import type { Result } from '../model/words';
import type { FoundRecord, RecordReader } from '../ports';
import { entryInSight } from './entry-in-sight';

const sql = Prisma.sql;

/** What was done, with the last thing that was said of its outcome. */
const FROM = sql`FROM audit_entry e LEFT JOIN LATERAL (SELECT o.outcome, o.at, o.body FROM audit_entry o
  WHERE o.intent = e.id ORDER BY o.seq DESC LIMIT 1) o ON TRUE`;
const RESULT = sql`coalesce(o.outcome, e.outcome, CASE e.kind WHEN 'access' THEN 'shown' ELSE 'running' END)`;
const COLUMNS = sql`e.id::text, e.seq::float8 AS seq, e.kind, e.at, e.actor_name AS actor, e.actor_id AS "actorId",
  e.token_name AS token, e.token_id AS "tokenId", e.teams,
  e.action, e.clusters, e.namespaces, e.request_id AS "requestId", e.body, ${RESULT} AS result, o.at AS "settledAt"`;
const BATCH = 1000;

type Found = Omit<RecordRow, 'at' | 'settledAt' | 'what' | 'reason'> & {
  at: Date;
  settledAt: Date | null;
  body: { target?: unknown; reason?: unknown };
};

/** The record as people read it, each as far as it is in their sight. */
export function postgresRecords({ prisma }: Database): RecordReader {
  const page = (where: Prisma.Sql, descending: boolean, limit: number, offset = 0) => {
    const order = descending ? sql`DESC` : sql`ASC`;
    return prisma.$queryRaw<
      Found[]
    >`SELECT ${COLUMNS} ${FROM} WHERE ${where} ORDER BY e.seq ${order} LIMIT ${limit} OFFSET ${offset}`;
  };
  return {
    list: async (sight, { filter, sort, offset, limit }) => {
      const where = all(conditions(sight, filter ?? {}));
      const [rows, [count]] = await Promise.all([
        page(where, sort?.descending ?? true, limit, offset),
        prisma.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${FROM} WHERE ${where}`,
      ]);
      return { rows: rows.map(recordRow), total: count?.total ?? 0 };
    },

    get: async (sight, id) => {
      const where = all([...conditions(sight, {}), sql`e.id = ${id}::uuid`]);
      const [found] = await prisma.$queryRaw<(Found & { outcomeBody: unknown; hash: string })[]>`
        SELECT ${COLUMNS}, o.body AS "outcomeBody", encode(e.hash, 'hex') AS hash ${FROM} WHERE ${where}`;
      if (!found) return undefined;
      const { body, outcomeBody, hash } = found;
      return { row: recordRow(found), body, outcome: outcomeBody ?? {}, hash } satisfies FoundRecord;
    },

    transfer: async (person, request) => {
      const where = sql`e.actor_id = ${person} AND e.request_id = ${request} AND e.kind = 'intent' AND e.body #> '{after,transfer}' IS NOT NULL AND e.at > now() - interval '2 days'`;
      const [found] = await prisma.$queryRaw<{ result: Result; told: unknown }[]>`
        SELECT ${RESULT} AS result, o.body #> '{detail,transfer}' AS told ${FROM} WHERE ${where} LIMIT 1`;
      return transferState(found?.result, found?.told);
    },

    async *each(sight, filter) {
      const where = conditions(sight, filter);
      for (let before = Number.MAX_SAFE_INTEGER; ; ) {
        const rows = await page(all([...where, sql`e.seq < ${before}`]), true, BATCH);
        yield* rows.map(recordRow);
        before = rows.at(-1)?.seq ?? 0;
        if (rows.length < BATCH) return;
      }
    },
  };
}

const recordRow = ({ body, at, settledAt, ...row }: Found): RecordRow => ({
  ...row,
  at: at.toISOString(),
  settledAt: settledAt?.toISOString() ?? null,
  what: nameTarget(body.target),
  reason: text(body.reason),
  result: row.result as Result,
});

function conditions(sight: Sight, filter: RecordFilter): Prisma.Sql[] {
  const { person, token, team, action, namespace, results, kinds, inClusters, withinHours, from, to, scope } = filter;
  const is = (value: string | undefined, condition: (value: string) => Prisma.Sql) => (value ? [condition(value)] : []);
  return [
    sql`e.kind <> 'outcome'`,
    ...entryInSight(sight),
    ...contains(filter.text, [
      ...[sql`e.actor_name`, sql`e.action`, sql`e.request_id`, sql`array_to_string(e.clusters, ' ')`],
      ...[sql`array_to_string(e.namespaces, ' ')`, sql`(e.body -> 'target')::text`, sql`e.body ->> 'reason'`],
    ]),
    ...contains(person, [sql`e.actor_name`, sql`e.actor_id`]),
    ...contains(token, [sql`e.token_name`, sql`e.token_id`]),
    ...contains(action, [sql`e.action`]),
    ...is(team, (name) => sql`${name} = ANY(e.teams)`),
    ...is(namespace, (name) => sql`${name} = ANY(e.namespaces)`),
    ...(results?.length ? [sql`${RESULT} = ANY(${results})`] : []),
    ...(kinds?.length ? [sql`e.kind = ANY(${kinds})`] : []),
    ...(inClusters ? [sql`cardinality(e.clusters) > 0`] : []),
    ...(withinHours ? [sql`e.at >= now() - make_interval(hours => ${withinHours}::int)`] : []),
    ...within(scope),
    ...is(from, (at) => sql`e.at >= ${new Date(at)}`),
    ...is(to, (at) => sql`e.at < ${new Date(at)}`),
  ];
}

/** Clusters by name also where they are gone; by their place only while they are registered. */
function within(scope: Scope | undefined): Prisma.Sql[] {
  if (!scope) return [];
  const { clusters, ...places } = scope;
  const placed = inScope({ clusters: [], ...places });
  return [
    ...(clusters.length > 0 ? [sql`e.clusters && ${clusters}::text[]`] : []),
    ...(placed.length > 0
      ? [sql`EXISTS (SELECT 1 FROM cluster c WHERE c.name = ANY(e.clusters) AND ${all(placed)})`]
      : []),
  ];
}
