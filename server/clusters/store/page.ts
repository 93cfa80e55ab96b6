import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';

const sql = Prisma.sql;

/** A timestamp as ISO 8601 in UTC with milliseconds. */
export const iso = (column: Prisma.Sql): Prisma.Sql =>
  sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Statuses in the order of their gravity. */
export const gravityOf = (column: Prisma.Sql): Prisma.Sql =>
  sql`array_position(ARRAY['failed','degraded','unknown','progressing','suspended','healthy'], ${column})`;

/** A row is as fresh as its member's watch: the later of its own last change and the watch's last sign of life. */
export const observedAt = (kind: string): Prisma.Sql =>
  iso(
    sql`greatest(r.observed_at, (SELECT s.as_of FROM inventory_sync s WHERE s.cluster_id = c.id AND s.kind = ${kind}))`,
  );

export type PageQuery = {
  columns: Prisma.Sql;
  /** The table of the rows, known as `r`; nobody else is asked whether a row exists. */
  table: Prisma.Sql;
  /** LEFT JOINs on unique keys: what a question does not use, PostgreSQL leaves out. */
  joins: Prisma.Sql;
  where: Prisma.Sql;
  order: Prisma.Sql;
  offset: number;
  limit: number;
};

/**
 * The page and the count of all that match, asked at once. Rows are sorted as places in the table, and only those of the
 * page are read whole: most of a row's bytes are labels.
 */
export async function readPage<Row>({ prisma }: Database, query: PageQuery): Promise<{ rows: Row[]; total: number }> {
  const { columns, table, joins, where, order, offset, limit } = query;
  const places = sql`SELECT r.ctid AS place FROM ${table} r ${joins} WHERE ${where} ${order} LIMIT ${limit} OFFSET ${offset}`;
  const [rows, [count]] = await Promise.all([
    prisma.$queryRaw<
      Row[]
    >`SELECT ${columns} FROM (${places}) page JOIN ${table} r ON r.ctid = page.place ${joins} ${order}`,
    prisma.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM ${table} r ${joins} WHERE ${where}`,
  ]);
  return { rows, total: count?.total ?? 0 };
}
