import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { FleetLists } from '../ports';
import { wholeInSight } from './in-sight';
import { ADDED_AT, EXPIRES_AT, JOIN_MINTED, KIND, MINTING } from './minting-columns';
import { iso } from './page';
import { all, contains, inScope, orderBy } from './sql';

const sql = Prisma.sql;

const SORT = {
  cluster: sql`c.name`,
  kind: KIND,
  addedAt: ADDED_AT,
  expiresAt: EXPIRES_AT,
  lastUsedAt: sql`k.last_used_at`,
};
const FROM = sql`FROM cluster c LEFT JOIN cluster_credential k ON k.cluster_id = c.id ${JOIN_MINTED}`;
const COLUMNS = sql`c.name AS cluster, ${KIND} AS kind, k.identity, ${iso(ADDED_AT)} AS "addedAt",
  ${iso(EXPIRES_AT)} AS "expiresAt", ${iso(sql`k.last_used_at`)} AS "lastUsedAt", ${MINTING} AS minting`;

/** What is held of each member, for those who see all of it; what would open it is not even read. */
export function credentialList({ prisma }: Database): Pick<FleetLists, 'credentials'> {
  return {
    credentials: async (sight, { filter, sort, offset, limit }) => {
      const where = all([
        ...wholeInSight(sight, sql`c.id`),
        ...inScope(filter?.scope),
        ...contains(filter?.text, [sql`c.name`, sql`k.identity`, KIND]),
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
