import type { Database } from '~/server/db/client';
import type { Sealer } from '~/server/db/seal';
import type { ChainReader } from '../ports';
import { chainKeyOf } from './entries';
import { ENTRY_COLUMNS, type EntryRow, keptEntry } from './entry-row';

const PAGE = 2000;
type EndsRow = Record<'baseSeq' | 'headSeq' | 'baseHash' | 'headHash', string> &
  Record<'baseMac' | 'headMac', string | null>;

/** The chain as it stands, for a check of it. */
export async function chainReader(database: Database, sealer: Sealer): Promise<ChainReader> {
  const { pool } = database;
  const key = await chainKeyOf(database, sealer)();
  return {
    digest: key.digest,
    ends: async () => {
      const { rows } = await pool.query<EndsRow>(ENDS);
      const [row] = rows;
      if (!row) throw new Error('the chain of the record has no ends');
      const base = { seq: Number(row.baseSeq), hash: row.baseHash };
      const head = { seq: Number(row.headSeq), hash: row.headHash };
      return {
        ...{ base, head },
        baseIsOurs: row.baseMac === key.mac('base', base),
        headIsOurs: row.headMac === key.mac('head', head),
      };
    },
    async *pages(from) {
      for (let last = from; ; ) {
        const { rows } = await pool.query<EntryRow>(PAGES, [last, PAGE]);
        if (rows.length === 0) return;
        const entries = rows.map(keptEntry);
        last = entries.at(-1)?.seq ?? last;
        yield entries;
      }
    },
  };
}

const ENDS = `SELECT base_seq AS "baseSeq", encode(base_hash, 'hex') AS "baseHash", encode(base_mac, 'hex') AS "baseMac",
  head_seq AS "headSeq", encode(head_hash, 'hex') AS "headHash", encode(head_mac, 'hex') AS "headMac" FROM audit_chain WHERE id = 1`;
const PAGES = `SELECT ${ENTRY_COLUMNS} FROM audit_entry e WHERE e.seq > $1 ORDER BY e.seq LIMIT $2`;
