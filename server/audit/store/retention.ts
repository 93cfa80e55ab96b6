import type { Database } from '~/server/db/client';
import type { Sealer } from '~/server/db/seal';
import { chainKeyOf } from './entries';
import { inTransaction } from './transaction';

/** Takes the oldest entries away and leaves a chain that holds. */
export type Retention = {
  /** Removes what is older than `before`, as far as it stands at the beginning; returns how many. */
  removeBefore(before: Date): Promise<number>;
};

export function auditRetention(database: Database, sealer: Sealer): Retention {
  const keyOf = chainKeyOf(database, sealer);
  return {
    removeBefore: async (before) => {
      const key = await keyOf();
      return inTransaction(database.pool, async (client) => {
        await client.query('SELECT 1 FROM audit_chain WHERE id = 1 FOR UPDATE');
        const { rows } = await client.query<{ seq: string; hash: string }>(LAST_TO_GO, [before]);
        const [last] = rows;
        if (!last) return 0;
        const base = { seq: Number(last.seq), hash: last.hash };
        await client.query("SET LOCAL portolan.audit_retention = 'on'");
        const removed = await client.query('DELETE FROM audit_entry WHERE seq <= $1', [base.seq]);
        await client.query(MOVE_BASE, [base.seq, base.hash, key.mac('base', base)]);
        return removed.rowCount ?? 0;
      });
    },
  };
}

/** The entry before the first that stays: by their order, because the clock may have gone back. */
const LAST_TO_GO = `SELECT seq, encode(hash, 'hex') AS hash FROM audit_entry
  WHERE seq < coalesce((SELECT min(seq) FROM audit_entry WHERE at >= $1), 9223372036854775807) ORDER BY seq DESC LIMIT 1`;
const MOVE_BASE = `UPDATE audit_chain SET base_seq = $1, base_hash = decode($2, 'hex'), base_mac = decode($3, 'hex') WHERE id = 1`;
