import { DomainError } from '~/server/kernel/failure';
import type { PersonActor } from '~/server/teams/model/actor';
import type { Sight } from '~/server/teams/model/sight';
import { chunkHash, recordingSeed } from './chunk-hash';
import type { RecordingDetail, RecordingPart, RecordingRow } from './model/recording';
import type { DoorRecord, RecordingReader } from './ports';

type Deps = { recordings: RecordingReader; audit: DoorRecord };
type Asked = { sight: Sight; actor: PersonActor; requestId: string };

const CHUNKS = 20;

/** A session with whether its chunks still are what was written; that somebody looks at it is on record. Throws `not-found`. */
export async function readRecording(
  deps: Deps,
  { sight, actor, requestId }: Asked,
  id: string,
): Promise<RecordingDetail> {
  const found = await requireRecording(deps, sight, id);
  const { cluster, namespace, pod: name } = found;
  const target = { cluster, namespace, group: '', version: 'v1', plural: 'pods', name, recording: id };
  await deps.audit.access({ actor, action: 'audit.recording', target, requestId });
  return { ...found, intact: await isIntact(deps.recordings, sight, found) };
}

/** Some chunks of it, from one on. */
export async function readRecordingPart(deps: Deps, sight: Sight, id: string, from: number): Promise<RecordingPart> {
  await requireRecording(deps, sight, id);
  const chunks = await deps.recordings.chunks(id, from, CHUNKS);
  const lines = chunks.map((chunk) => chunk.lines).join('');
  return { lines, next: from + chunks.length, isEnd: chunks.length < CHUNKS };
}

async function requireRecording({ recordings }: Deps, sight: Sight, id: string) {
  const found = await recordings.find(sight, id);
  if (!found) throw new DomainError({ kind: 'not-found', what: 'recording', name: id });
  return found;
}

/**
 * Each chunk follows from the one before, and the last is the one that the row names. Of a session that runs, more may have
 * been written since its row was read: the row is asked again for as long as it goes on.
 */
async function isIntact(recordings: RecordingReader, sight: Sight, row: RecordingRow & { hash: string }) {
  for (let told = row; ; ) {
    const last = await lastHash(recordings, row.id);
    if (last === undefined || last === told.hash) return last !== undefined;
    const now = await recordings.find(sight, row.id);
    if (!now || now.hash === told.hash) return false;
    told = now;
  }
}

/** The hash that the chunks lead to; undefined when one of them is not what was written. */
async function lastHash(recordings: RecordingReader, id: string): Promise<string | undefined> {
  let hash = recordingSeed(id);
  let seq = 0;
  for (let isMore = true; isMore; ) {
    const chunks = await recordings.chunks(id, seq, CHUNKS);
    for (const chunk of chunks) {
      hash = chunkHash(hash, seq, chunk.lines);
      if (chunk.seq !== seq || !hash.equals(chunk.hash)) return undefined;
      seq += 1;
    }
    isMore = chunks.length === CHUNKS;
  }
  return hash.toString('hex');
}
