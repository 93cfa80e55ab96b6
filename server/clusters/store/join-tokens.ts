import type { Database } from '~/server/db/client';
import { DomainError } from '~/server/kernel/failure';
import type { JoinTokenStore } from '../ports';

/** Ended tokens stay for so long, that the record's readers find what let an agent in. */
const KEPT_DAYS = 30;

/** Join tokens in PostgreSQL, as hashes: who reads the table can let nobody in. */
export function postgresJoinTokens({ prisma, pool }: Database): JoinTokenStore {
  return {
    make: async (hash, input, madeBy, expiresAt) => {
      const { names, uses, environment = null, labels, autoApprove } = input;
      const data = { names, usesLeft: uses, environment, labels, autoApprove, madeBy, expiresAt };
      const row = await prisma.joinToken.create({ data: { ...data, hash: new Uint8Array(hash) } });
      await pool.query('DELETE FROM join_token WHERE expires_at < now() - make_interval(days => $1)', [KEPT_DAYS]);
      return row.id;
    },

    find: async (hash, now) => {
      const living = { hash: new Uint8Array(hash), usesLeft: { gt: 0 }, expiresAt: { gt: now } };
      const row = await prisma.joinToken.findFirst({ where: living });
      if (!row) return undefined;
      const { id, names, environment, autoApprove } = row;
      const labels = row.labels as Record<string, string>;
      return { id, names, labels, autoApprove, ...(environment === null ? {} : { environment }) };
    },

    use: async (id, now) => {
      const where = { id, usesLeft: { gt: 0 }, expiresAt: { gt: now } };
      const { count } = await prisma.joinToken.updateMany({ where, data: { usesLeft: { decrement: 1 } } });
      return count === 1;
    },

    list: async (now) => {
      const where = { usesLeft: { gt: 0 }, expiresAt: { gt: now } };
      const rows = await prisma.joinToken.findMany({ where, orderBy: { madeAt: 'desc' } });
      return rows.map(({ id, names, usesLeft, expiresAt, autoApprove, madeBy }) => ({
        ...{ id, names, usesLeft, autoApprove, madeBy, expiresAt: expiresAt.toISOString() },
      }));
    },

    end: async (id) => {
      const { count } = await prisma.joinToken.updateMany({ where: { id }, data: { usesLeft: 0 } });
      if (count === 0) throw new DomainError({ kind: 'not-found', what: 'join token', name: id });
    },
  };
}
