import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { KeptApplication } from '../ports/applications';

const sql = Prisma.sql;

/** What is told of an application in lists, which have no use for its text. */
export type BriefApplication = Omit<KeptApplication, 'spec' | 'text'>;

type Row = Omit<BriefApplication, 'revision' | 'createdAt'> & {
  begunAt: Date;
  number: number;
  author: string;
  reason: string;
  restores: number | null;
  createdAt: Date;
};
type WholeRow = Row & Pick<KeptApplication, 'spec' | 'text'>;

const BRIEF = sql`a.id::text, a.name, CASE WHEN t.id IS NOT NULL THEN json_build_object('id', t.id, 'name', t.name) END AS team, a.removing AS "isRemoving",
    a.namespaces, a.wanted AS newest, a.created_at AS "begunAt", a.described, r.number, r.author, r.reason, r.restores, r.created_at AS "createdAt"`;

const from = (number: Prisma.Sql, seen: Prisma.Sql) => sql`
  FROM application a LEFT JOIN team t ON t.id = a.team_id JOIN application_revision r ON r.application_id = a.id AND r.number = ${number}
  WHERE ${seen} ORDER BY a.name`;

/** Applications (`a`) at their newest revision. */
export async function readBrief(prisma: Database['prisma'], seen: Prisma.Sql): Promise<BriefApplication[]> {
  const rows = await prisma.$queryRaw<Row[]>`SELECT ${BRIEF} ${from(sql`a.wanted`, seen)}`;
  return rows.map(headOf);
}

/** Applications (`a`) with their text, at their newest revision or at the one that is given. */
export async function readKept(
  prisma: Database['prisma'],
  seen: Prisma.Sql,
  revision?: number,
): Promise<KeptApplication[]> {
  const number = revision === undefined ? sql`a.wanted` : sql`${revision}`;
  const rows = await prisma.$queryRaw<WholeRow[]>`SELECT ${BRIEF}, r.spec, r.text ${from(number, seen)}`;
  return rows.map(({ spec, text, ...row }) => ({ ...headOf(row), spec, text }));
}

const headOf = ({ begunAt, number, author, reason, restores, createdAt, ...head }: Row): BriefApplication => ({
  ...head,
  createdAt: begunAt.toISOString(),
  revision: { number, author, reason, restores, createdAt: createdAt.toISOString() },
});
