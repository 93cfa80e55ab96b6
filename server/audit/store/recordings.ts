import { Prisma } from '~/prisma/generated/client';
import { namespacedInSight } from '~/server/clusters/store/in-sight';
import { all, contains, inScope, orderBy } from '~/server/clusters/store/sql';
import type { Database } from '~/server/db/client';
import type { Sight } from '~/server/teams/model/sight';
import type { RecordingListInput, RecordingRow } from '../model/recording';
import type { RecordingReader, RecordingStore } from '../ports';

const sql = Prisma.sql;

/** A session that says nothing for this long is over, though nobody could write it down. */
const BROKEN_AFTER = sql`interval '45 seconds'`;
/** A cluster that took a name later shows nothing of who had it before. */
const FROM = sql`FROM session_recording r LEFT JOIN cluster c ON c.name = r.cluster AND c.registered_at <= r.started_at`;
const COLUMNS = sql`r.id::text, r.started_at AS "startedAt", r.ended_at AS "endedAt", r.actor_name AS actor, r.actor_id AS "actorId",
  r.cluster, r.namespace, r.pod, r.container, r.command, r.reason, r.door, r.ran_as AS "ranAs", r.typed, r.bytes, r.chunks,
  r.truncated, r.request_id AS "requestId", encode(r.hash, 'hex') AS hash,
  CASE WHEN r.ended_at IS NOT NULL THEN 'ended' WHEN r.alive_at < now() - ${BROKEN_AFTER} THEN 'broken' ELSE 'running' END AS state`;

type Found = Omit<RecordingRow, 'startedAt' | 'endedAt'> & { startedAt: Date; endedAt: Date | null; hash: string };

export function postgresRecordings({ prisma }: Database): RecordingStore & RecordingReader {
  return {
    begin: async ({ actor, ...recording }, { lines, seq, hash }) => {
      const data = { ...recording, actorName: actor, aliveAt: recording.startedAt, hash: bytes(hash), chunks: 1 };
      const chunk = { recordingId: recording.id, seq, lines, hash: bytes(hash) };
      await prisma.$transaction([
        prisma.sessionRecording.create({ data }),
        prisma.sessionRecordingChunk.create({ data: chunk }),
      ]);
    },
    append: async (id, chunk, facts) => {
      const at = { aliveAt: new Date(), ...facts };
      const told = chunk ? { ...at, hash: bytes(chunk.hash), chunks: chunk.seq + 1 } : at;
      // selected, because PostgreSQL would send all that was written back
      const row = prisma.sessionRecording.update({ where: { id }, data: told, select: { id: true } });
      if (!chunk) return void (await row);
      const { seq, lines, hash } = chunk;
      const data = { recordingId: id, seq, lines, hash: bytes(hash) };
      await prisma.$transaction([prisma.sessionRecordingChunk.create({ data, select: { seq: true } }), row]);
    },
    end: async (id) => {
      await prisma.sessionRecording.update({ where: { id }, data: { endedAt: new Date() }, select: { id: true } });
    },
    removeBefore: async (moment) => {
      const [removed] = await prisma.$queryRaw<{ count: number }[]>`
        WITH gone AS (DELETE FROM session_recording WHERE started_at < ${moment} RETURNING id),
          chunks AS (DELETE FROM session_recording_chunk WHERE recording_id IN (SELECT id FROM gone))
        SELECT count(*)::int AS count FROM gone`;
      return removed?.count ?? 0;
    },
    list: async (sight, { filter, sort, offset, limit }) => {
      const where = all(conditions(sight, filter));
      const order = orderBy({ startedAt: sql`r.started_at` }, sort, sql`r.started_at DESC, r.id`);
      const [rows, [count]] = await Promise.all([
        prisma.$queryRaw<Found[]>`SELECT ${COLUMNS} ${FROM} WHERE ${where} ${order} LIMIT ${limit} OFFSET ${offset}`,
        prisma.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${FROM} WHERE ${where}`,
      ]);
      return { rows: rows.map(({ hash: _hash, ...row }) => rowOf(row)), total: count?.total ?? 0 };
    },
    find: async (sight, id) => {
      const where = all([...conditions(sight, {}), sql`r.id = ${id}::uuid`]);
      const [found] = await prisma.$queryRaw<Found[]>`SELECT ${COLUMNS} ${FROM} WHERE ${where}`;
      return found && { ...rowOf(found), hash: found.hash };
    },
    chunks: async (id, from, most) => {
      const where = { recordingId: id, seq: { gte: from } };
      const rows = await prisma.sessionRecordingChunk.findMany({ where, orderBy: { seq: 'asc' }, take: most });
      return rows.map(({ seq, lines, hash }) => ({ seq, lines, hash: Buffer.from(hash) }));
    },
  };
}

const bytes = (hash: Buffer) => new Uint8Array(hash);

const rowOf = <Row extends { startedAt: Date; endedAt: Date | null }>({ startedAt, endedAt, ...row }: Row) => ({
  ...row,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});

const conditions = (sight: Sight, filter: RecordingListInput['filter']): Prisma.Sql[] => [
  ...namespacedInSight(sight, sql`c.id`, sql`r.namespace`),
  ...inScope(filter?.scope),
  ...contains(filter?.text, [
    ...[sql`r.actor_name`, sql`r.cluster`, sql`r.namespace`, sql`r.pod`, sql`r.container`],
    ...[sql`array_to_string(r.command, ' ')`, sql`r.typed`, sql`r.reason`],
  ]),
];
