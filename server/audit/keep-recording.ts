import { randomUUID } from 'node:crypto';
import { StringDecoder } from 'node:string_decoder';
import type { Clock } from '~/server/kernel/clock';
import { chunkHash, recordingSeed } from './chunk-hash';
import { type CastCode, castEvent, castHeader } from './core/asciicast';
import { typedLines } from './core/typed-lines';
import type { NewRecording, RecordingChunk, RecordingStore } from './ports';

export type RecordingDeps = { recordings: RecordingStore; clock: Clock };
export type NewSession = Omit<NewRecording, 'id' | 'startedAt'> & { size?: { columns: number; rows: number } };

/** A session that is being written down. */
export type Recording = {
  readonly id: string;
  /** More than this is not kept; who listens may stop. */
  isFull(): boolean;
  write(code: CastCode, data: Buffer | string): void;
  /** Writes what is left; answers what stands on record of it. */
  end(): Promise<{ recording: string; chunks: number; hash: string; truncated: boolean }>;
};

/** Kept of one session, in bytes of what went through. */
const MOST_BYTES = 8 * 1024 * 1024;
/** Of what was typed so much can be searched; all of it is in the recording. */
const MOST_TYPED = 64 * 1024;
const CHUNK_CHARACTERS = 64 * 1024;
const FLUSH_MS = 500;
const ALIVE_MS = 10_000;
/** A database that does not answer within this time does not keep the session. */
const WRITE_MS = 4000;

/** Durable when it resolves; `onFailed` is called once when something of it could not be written. */
export async function startRecording(
  deps: RecordingDeps,
  session: NewSession,
  onFailed: () => void,
): Promise<Recording> {
  const { size = { columns: 80, rows: 24 }, ...told } = session;
  const { clock, recordings } = deps;
  const [id, startedAt, began] = [randomUUID(), clock.now(), clock.monotonic()];
  const title = `${told.namespace}/${told.pod} ${told.container}`.trim();
  const first = `${castHeader({ width: size.columns, height: size.rows, startedAt, title })}\n`;
  const hash = chunkHash(recordingSeed(id), 0, first);
  await recordings.begin({ ...told, id, startedAt }, { seq: 0, lines: first, hash });
  return running({ id, recordings, hash, onFailed, elapsed: () => (clock.monotonic() - began) / 1000 });
}

type Started = {
  id: string;
  recordings: RecordingStore;
  hash: Buffer;
  onFailed: () => void;
  elapsed: () => number;
};

function running({ id, recordings, hash: firstHash, onFailed, elapsed }: Started): Recording {
  let [lines, typed, hash, seq, bytes] = ['', '', firstHash, 0, 0];
  let [truncated, failed] = [false, false];
  const decoders = { o: new StringDecoder('utf8'), i: new StringDecoder('utf8') };
  const nextChunk = (): RecordingChunk | undefined => {
    if (lines === '') return undefined;
    seq += 1;
    hash = chunkHash(hash, seq, lines);
    const chunk = { seq, lines, hash };
    lines = '';
    return chunk;
  };
  const fail = () => {
    if (!failed) onFailed();
    failed = true;
  };
  let writing: Promise<void> = Promise.resolve();
  const flush = (isAlive = false) => {
    writing = writing.then(async () => {
      if (failed || (lines === '' && !isAlive)) return;
      const facts = { typed: typedLines(typed), bytes, truncated };
      await within(WRITE_MS, recordings.append(id, nextChunk(), facts)).catch(fail);
    });
    return writing;
  };
  const flushing = setInterval(() => void flush(), FLUSH_MS);
  const living = setInterval(() => void flush(true), ALIVE_MS);
  const add = (code: CastCode, data: string) => {
    lines += `${castEvent(elapsed(), code, data)}\n`;
    if (lines.length > CHUNK_CHARACTERS) void flush();
  };
  return {
    id,
    isFull: () => truncated,
    write: (code, data) => {
      if (truncated || failed) return;
      bytes += data.length;
      if (bytes > MOST_BYTES) {
        truncated = true;
        return add('m', 'truncated');
      }
      const text = typeof data === 'string' ? data : textOf(decoders, code, data);
      if (code === 'i') typed = (typed + text).slice(0, MOST_TYPED);
      if (text !== '') add(code, text);
    },
    end: async () => {
      clearInterval(flushing);
      clearInterval(living);
      await flush(true);
      if (!failed) await within(WRITE_MS, recordings.end(id)).catch(fail);
      return { recording: id, chunks: seq + 1, hash: hash.toString('hex'), truncated };
    },
  };
}

/** A character that is cut by the end of a piece waits for the next. */
function textOf(decoders: { o: StringDecoder; i: StringDecoder }, code: CastCode, data: Buffer): string {
  if (code === 'o' || code === 'i') return decoders[code].write(data);
  return code === 'x' ? data.toString('base64') : data.toString('utf8');
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('a recording could not be written in time')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
