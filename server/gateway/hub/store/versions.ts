import type pg from 'pg';
import type { Database } from '~/server/db/client';
import type { Numbered, Sequence, Stamp, Standing, Versions } from '../ports';

type Row = Standing & { version: string; saved: string };

/**
 * Versions in PostgreSQL. In this process one stamp at a time is made of a sequence, so that those that wait hold no connection,
 * and whoever waits for a look at everything shares the next one.
 */
export function postgresVersions({ pool }: Database): Versions {
  const turns = new Map<Sequence, Promise<unknown>>();
  const looks = new Map<Sequence, Promise<unknown>>();

  async function stamp<Read>(
    sequence: Sequence,
    read: () => Promise<Read>,
    standing: (read: Read) => readonly Standing[],
    isAll: boolean,
  ): Promise<{ stamp: Stamp; read: Read }> {
    await turns.get(sequence);
    if (isAll) looks.delete(sequence);
    return inTransaction(pool, async (client) => {
      const head = await lock(client, sequence);
      const found = await read();
      return { stamp: await give(client, sequence, head, standing(found), isAll), read: found };
    });
  }

  return {
    stamp: <Read>(...given: Parameters<typeof stamp<Read>>) => {
      const [sequence, , , isAll] = given;
      const shared = isAll ? looks.get(sequence) : undefined;
      if (shared) return shared as ReturnType<typeof stamp<Read>>;
      const turn = stamp(...given);
      turns.set(sequence, turn.then(done, done));
      if (isAll) looks.set(sequence, turn);
      return turn;
    },
  };
}

const done = () => undefined;

type Head = { version: bigint; floor: bigint };

async function lock(client: pg.PoolClient, sequence: Sequence): Promise<Head> {
  await client.query('INSERT INTO hub_sequence (kind) VALUES ($1) ON CONFLICT DO NOTHING', [sequence]);
  const { rows } = await client.query<{ version: string; floor: string }>(
    'SELECT version, floor FROM hub_sequence WHERE kind = $1 FOR UPDATE',
    [sequence],
  );
  return { version: BigInt(rows[0]?.version ?? 1), floor: BigInt(rows[0]?.floor ?? 0) };
}

async function give(
  client: pg.PoolClient,
  sequence: Sequence,
  { version, floor }: Head,
  standing: readonly Standing[],
  isAll: boolean,
) {
  const uids = standing.map(({ uid }) => uid);
  const { rows } = await client.query<Row>(
    `SELECT uid, digest, written, places, version, saved FROM hub_object WHERE kind = $1 AND ($2 OR uid = ANY($3))`,
    [sequence, isAll, uids],
  );
  const known = new Map(rows.map((row) => [row.uid, row]));
  const numbers = new Map<string, Numbered>();
  const changed: (Standing & { version: string; saved: string })[] = [];
  let [newest, lowest] = [version, floor];
  for (const one of standing) {
    const before = known.get(one.uid);
    known.delete(one.uid);
    if (before?.digest === one.digest) {
      numbers.set(one.uid, { version: BigInt(before.version), saved: BigInt(before.saved) });
      continue;
    }
    newest += 1n;
    const saved = before?.written === one.written ? BigInt(before.saved) : newest;
    // something of it may be gone from somebody's sight: whoever has not heard of it yet lists again
    if (before && before.places !== one.places) lowest = newest;
    numbers.set(one.uid, { version: newest, saved });
    changed.push({ ...one, version: `${newest}`, saved: `${saved}` });
  }
  const gone = isAll ? [...known.keys()] : [];
  if (gone.length > 0) lowest = newest += 1n;
  if (newest > version) await write(client, sequence, { version: newest, floor: lowest }, changed, gone);
  return { version: newest, floor: lowest, numbers };
}

async function write(client: pg.PoolClient, sequence: Sequence, head: Head, changed: unknown[], gone: string[]) {
  await client.query(
    `INSERT INTO hub_object SELECT $1, r.* FROM jsonb_to_recordset($2::jsonb)
       AS r(uid text, digest text, places text, written text, version bigint, saved bigint)
     ON CONFLICT (kind, uid) DO UPDATE SET digest = excluded.digest, places = excluded.places, written = excluded.written,
       version = excluded.version, saved = excluded.saved`,
    [sequence, JSON.stringify(changed)],
  );
  await client.query('DELETE FROM hub_object WHERE kind = $1 AND uid = ANY($2)', [sequence, gone]);
  const { version, floor } = head;
  await client.query('UPDATE hub_sequence SET version = $2, floor = $3 WHERE kind = $1', [
    ...[sequence, `${version}`, `${floor}`],
  ]);
}

async function inTransaction<Value>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const value = await work(client);
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
