import type pg from 'pg';
import type { Database } from '~/server/db/client';
import type { KeptEntry } from '../model/entry';
import type { StreamStore } from '../ports';
import { ENTRY_COLUMNS, type EntryRow, keptEntry } from './entry-row';
import { inTransaction } from './transaction';

type StateRow = { waiting: number; failures: number; lastError: string; nextAt: Date | null; sentAt: Date | null };

/** Cursors of receivers in PostgreSQL: who sends holds the row of the cursor, so that nothing overtakes. */
export function postgresStreams({ pool }: Database): StreamStore {
  return {
    advance: async (receiver, most, send, retryAt) => {
      await pool.query(OPEN, [receiver]);
      return inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ seq: string; failures: number }>(TAKE, [receiver]);
        const [cursor] = rows;
        if (!cursor) return 0;
        const due = await entriesAfter(client, cursor.seq, most);
        const last = due.at(-1);
        if (!last) return 0;
        const intents = await intentsOf(client, due);
        const refused = await send(due.map((entry) => ({ entry, of: intents.get(entry.intent ?? '') }))).catch(
          (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
        );
        if (refused === undefined) await client.query(MOVE, [receiver, last.seq]);
        else await client.query(FAIL, [receiver, refused.slice(0, 300), retryAt(cursor.failures + 1)]);
        return refused === undefined ? due.length : 0;
      });
    },
    state: async (receiver) => {
      const { rows } = await pool.query<StateRow>(STATE, [receiver]);
      const [row] = rows;
      if (!row) return { waiting: 0, failures: 0, lastError: '', nextAt: null, sentAt: null };
      const { nextAt, sentAt, ...state } = row;
      return { ...state, nextAt: nextAt?.toISOString() ?? null, sentAt: sentAt?.toISOString() ?? null };
    },
  };
}

async function entriesAfter(client: pg.PoolClient, seq: string, most: number): Promise<KeptEntry[]> {
  const { rows } = await client.query<EntryRow>(NEXT, [seq, most]);
  return rows.map(keptEntry);
}

async function intentsOf(client: pg.PoolClient, entries: KeptEntry[]): Promise<Map<string, KeptEntry>> {
  const ids = entries.flatMap(({ intent }) => intent ?? []);
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<EntryRow>(BY_ID, [ids]);
  return new Map(rows.map((row) => [row.id, keptEntry(row)]));
}

/** A new receiver gets the record from its beginning. */
const OPEN = `INSERT INTO audit_stream (receiver, seq) SELECT $1, base_seq FROM audit_chain WHERE id = 1 ON CONFLICT DO NOTHING`;
const TAKE = `SELECT seq, failures FROM audit_stream WHERE receiver = $1 AND (next_at IS NULL OR next_at <= now()) FOR UPDATE SKIP LOCKED`;
const NEXT = `SELECT ${ENTRY_COLUMNS} FROM audit_entry e WHERE e.seq > $1 ORDER BY e.seq LIMIT $2`;
const BY_ID = `SELECT ${ENTRY_COLUMNS} FROM audit_entry e WHERE e.id = ANY($1::uuid[])`;
const MOVE = `UPDATE audit_stream SET seq = $2, failures = 0, last_error = '', next_at = NULL, sent_at = now() WHERE receiver = $1`;
const FAIL = `UPDATE audit_stream SET failures = failures + 1, last_error = $2, next_at = $3 WHERE receiver = $1`;
const STATE = `SELECT greatest(0, c.head_seq - s.seq)::int AS waiting, s.failures, s.last_error AS "lastError", s.next_at AS "nextAt",
  s.sent_at AS "sentAt" FROM audit_stream s, audit_chain c WHERE s.receiver = $1 AND c.id = 1`;
