import type pg from 'pg';
import type { Database } from '~/server/db/client';
import { inBatches } from '~/server/db/in-batches';
import type { Sealer } from '~/server/db/seal';
import type { ChainPoint, Entry, KeptEntry } from '../model/entry';
import type { EntryStore } from '../ports';
import { type ChainKey, loadChainKey } from './chain-key';
import { inTransaction } from './transaction';

const MOST_TOGETHER = 200;

/**
 * The chain in PostgreSQL. Who appends holds the row of its head, so that two replicas take turns and the order is the
 * database's; what comes meanwhile is appended together.
 */
export function postgresEntries(database: Database, sealer: Sealer): EntryStore {
  const { pool } = database;
  const keyOf = chainKeyOf(database, sealer);
  return {
    append: inBatches(MOST_TOGETHER, async (entries: Entry[]) => {
      const key = await keyOf();
      await inTransaction(pool, (client) => appendAll(client, key, entries));
    }),
    unsettled: async (before) => {
      const { rows } = await pool.query<{ id: string }>(UNSETTLED, [before]);
      return rows.map(({ id }) => id);
    },
  };
}

/** The key is opened once; a failure is forgotten, so that the next entry tries again. */
export function chainKeyOf(database: Database, sealer: Sealer): () => Promise<ChainKey> {
  let loading: Promise<ChainKey> | undefined;
  return () => {
    loading ??= loadChainKey(database, sealer).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

async function appendAll(client: pg.PoolClient, key: ChainKey, entries: Entry[]): Promise<void> {
  const { rows } = await client.query<ChainPoint & { at: Date }>(LOCK_HEAD);
  const [head] = rows;
  if (!head) throw new Error('the chain of the record has no head');
  let last: ChainPoint = { seq: Number(head.seq), hash: head.hash };
  const kept = entries.map((entry): KeptEntry => {
    const placed = { ...entry, seq: last.seq + 1, at: head.at.toISOString() };
    last = { seq: placed.seq, hash: key.digest(last.hash, placed) };
    return { ...placed, hash: last.hash };
  });
  await client.query(INSERT, [JSON.stringify(kept)]);
  await client.query(MOVE_HEAD, [last.seq, last.hash, key.mac('head', last)]);
}

const LOCK_HEAD = `SELECT head_seq AS seq, encode(head_hash, 'hex') AS hash, date_trunc('milliseconds', clock_timestamp()) AS at
  FROM audit_chain WHERE id = 1 FOR UPDATE`;
const INSERT = `INSERT INTO audit_entry
    (seq, id, kind, intent, at, actor_id, actor_name, token_id, token_name, action, teams, clusters, namespaces, outcome, request_id, body, hash)
  SELECT seq, id, kind, intent, at, "actorId", "actorName", "tokenId", "tokenName", action, teams, clusters, namespaces, outcome, "requestId", body, decode(hash, 'hex')
  FROM jsonb_to_recordset($1::jsonb) AS e(seq bigint, id uuid, kind text, intent uuid, at timestamptz, "actorId" text, "actorName" text,
    "tokenId" text, "tokenName" text, action text, teams text[], clusters text[], namespaces text[], outcome text, "requestId" text, body jsonb, hash text)`;
const MOVE_HEAD = `UPDATE audit_chain SET head_seq = $1, head_hash = decode($2, 'hex'), head_mac = decode($3, 'hex') WHERE id = 1`;
const UNSETTLED = `SELECT i.id::text FROM audit_entry i WHERE i.kind = 'intent' AND i.at < $1
  AND NOT EXISTS (SELECT 1 FROM audit_entry o WHERE o.intent = i.id)`;
