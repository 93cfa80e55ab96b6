import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { FleetLists } from '../ports';
import { wholeInSight } from './in-sight';
import { iso } from './page';
import { all, contains, inScope, orderBy } from './sql';

const sql = Prisma.sql;

const SORT = {
  cluster: sql`c.name`,
  kind: sql`k.kind`,
  addedAt: sql`k.added_at`,
  expiresAt: sql`k.expires_at`,
  lastUsedAt: sql`k.last_used_at`,
};
const FROM = sql`FROM cluster c LEFT JOIN cluster_credential k ON k.cluster_id = c.id`;
const COLUMNS = sql`c.name AS cluster, coalesce(k.kind, 'none') AS kind, k.identity, ${iso(sql`k.added_at`)} AS "addedAt",
  ${iso(sql`k.expires_at`)} AS "expiresAt", ${iso(sql`k.last_used_at`)} AS "lastUsedAt"`;

/** What is held of each member, for those who see all of it; what would open it is not even read. */
export function credentialList({ prisma }: Database): Pick<FleetLists, 'credentials'> {
  return {
    credentials: async (sight, { filter, sort, offset, limit }) => {
      const where = all([
        ...wholeInSight(sight, sql`c.id`),
        ...inScope(filter?.scope),
        ...contains(filter?.text, [sql`c.name`, sql`k.identity`, sql`coalesce(k.kind, 'none')`]),
      ]);
      const order = orderBy(SORT, sort, sql`c.name`);
      const [rows, [count]] = await Promise.all([
        prisma.$queryRaw<never[]>`SELECT ${COLUMNS} ${FROM} WHERE ${where} ${order} LIMIT ${limit} OFFSET ${offset}`,
        prisma.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${FROM} WHERE ${where}`,
      ]);
      return { rows, total: count?.total ?? 0 };
    },
  };
}
