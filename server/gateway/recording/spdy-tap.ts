import { constants, inflateSync } from 'node:zlib';
import { SPDY_DICTIONARY } from '~/server/kernel/spdy-dictionary';
import type { Hear, Heard, Tap } from './tap';

const HEAD_BYTES = 8;
const SYN_STREAM = 1;
/** Before the headers of a stream: its id, the one it belongs to, priority and slot. */
const SYN_STREAM_BYTES = 10;
/** kubectl opens five streams of a few words each. */
const MOST_HEADERS = 65_536;
const HEARD: ReadonlySet<string> = new Set<Heard>(['stdin', 'stdout', 'stderr', 'error', 'resize']);

/** Hears the streams of a command over SPDY/3.1: each is named by a header of the frame with which the person opens it. */
export function spdyTap(hear: Hear): Tap {
  const streams = new Map<number, Heard>();
  const headers = createHeaderBlocks();
  const onData = (stream: number, payload: Buffer) => {
    const what = streams.get(stream);
    if (what && payload.length > 0) hear(what, payload);
  };
  const onOpened = (payload: Buffer) => {
    const type = headers(payload.subarray(SYN_STREAM_BYTES))['streamtype'] ?? '';
    if (HEARD.has(type)) streams.set(payload.readUInt32BE(0) & 0x7fffffff, type as Heard);
  };
  return {
    fromPerson: frames((first, payload) => {
      if (first < 0x80000000) onData(first, payload);
      else if ((first & 0xffff) === SYN_STREAM) onOpened(payload);
    }),
    fromMember: frames((first, payload) => {
      if (first < 0x80000000) onData(first, payload);
    }),
  };
}

type OnFrame = (first: number, payload: Buffer) => void;

/** SPDY draft 3.1, 2.2: a word that says which frame it is, flags, three bytes of length, and the payload. */
function frames(onFrame: OnFrame): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= HEAD_BYTES) {
      const end = HEAD_BYTES + rest.readUIntBE(5, 3);
      if (rest.length < end) return;
      onFrame(rest.readUInt32BE(0), rest.subarray(HEAD_BYTES, end));
      rest = rest.subarray(end);
    }
  };
}

/** The header blocks of one direction are one compressed stream: it is read anew from its begin for each of the few there are. */
function createHeaderBlocks(): (block: Buffer) => Record<string, string> {
  let compressed: Buffer = Buffer.alloc(0);
  let seen = 0;
  return (block) => {
    compressed = Buffer.concat([compressed, block]);
    if (compressed.length > MOST_HEADERS) throw new Error('the headers of a stream are too large');
    const all = inflateSync(compressed, {
      dictionary: SPDY_DICTIONARY,
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: MOST_HEADERS,
    });
    const fresh = all.subarray(seen);
    seen = all.length;
    return parseHeaders(fresh);
  };
}

function parseHeaders(bytes: Buffer): Record<string, string> {
  const headers: Record<string, string> = {};
  let at = 4;
  const text = () => {
    const length = bytes.readUInt32BE(at);
    at += 4 + length;
    return bytes.toString('utf8', at - length, at);
  };
  for (let left = bytes.readUInt32BE(0); left > 0; left--) {
    const name = text();
    headers[name.toLowerCase()] = text();
  }
  return headers;
}
