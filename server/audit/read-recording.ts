import { DomainError } from '~/server/kernel/failure';
import type { PersonActor } from '~/server/teams/model/actor';
import type { Sight } from '~/server/teams/model/sight';
import { chunkHash, recordingSeed } from './chunk-hash';
import type { RecordingDetail, RecordingPart } from './model/recording';
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
  return { ...found, intact: await isIntact(deps.recordings, id, found.hash) };
}

/** Some chunks of it, from one on. */
export async function readRecordingPart(deps: Deps, sight: Sight, id: string, from: number): Promise<RecordingPart> {
  await requireRecording(deps, sight, id);
  const chunks = await deps.recordings.chunks(id, from, CHUNKS);
  const next = chunks.length < CHUNKS ? null : from + CHUNKS;
  return { lines: chunks.map(({ lines }) => lines).join(''), next };
}

async function requireRecording({ recordings }: Deps, sight: Sight, id: string) {
  const found = await recordings.find(sight, id);
  if (!found) throw new DomainError({ kind: 'not-found', what: 'recording', name: id });
  return found;
}

/** Each chunk follows from the one before, and the last is the one that the row names. */
async function isIntact(recordings: RecordingReader, id: string, last: string): Promise<boolean> {
  let hash = recordingSeed(id);
  let seq = 0;
  for (let isMore = true; isMore; ) {
    const chunks = await recordings.chunks(id, seq, CHUNKS);
    for (const chunk of chunks) {
      hash = chunkHash(hash, seq, chunk.lines);
      if (chunk.seq !== seq || !hash.equals(chunk.hash)) return false;
      seq += 1;
    }
    isMore = chunks.length === CHUNKS;
  }
  return hash.toString('hex') === last;
}
