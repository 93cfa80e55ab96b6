/** A whole message of a WebSocket, put together from its frames; what controls the connection is told apart. */
export type WebSocketMessage = { kind: 'data' | 'close' | 'ping' | 'pong'; payload: Buffer };

/** Takes bytes as they come and answers the messages that are complete; throws on what is no frame, or too large. */
export type FrameReader = (chunk: Buffer) => WebSocketMessage[];

const OPCODES = { 0: 'data', 1: 'data', 2: 'data', 8: 'close', 9: 'ping', 10: 'pong' } as const;
const CODES = { data: 2, close: 8, ping: 9, pong: 10 } as const;

/** Reads frames of either end: https://www.rfc-editor.org/rfc/rfc6455#section-5.2. `most` bounds one message in bytes. */
export function createFrameReader(most: number): FrameReader {
  let rest: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  const take = (): WebSocketMessage | 'incomplete' | 'part' => {
    const frame = frameAt(rest, most);
    if (!frame) return 'incomplete';
    rest = rest.subarray(frame.size);
    if (frame.kind !== 'data') return { kind: frame.kind, payload: frame.payload };
    parts.push(frame.payload);
    if (parts.reduce((sum, { length }) => sum + length, 0) > most) throw new Error('a message is too large');
    if (!frame.isLast) return 'part';
    const [first = Buffer.alloc(0), ...more] = parts;
    const payload = more.length === 0 ? first : Buffer.concat(parts);
    parts = [];
    return { kind: 'data', payload };
  };
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const messages: WebSocketMessage[] = [];
    for (let taken = take(); taken !== 'incomplete'; taken = take()) if (taken !== 'part') messages.push(taken);
    return messages;
  };
}

type Frame = { kind: WebSocketMessage['kind']; isLast: boolean; payload: Buffer; size: number };

function frameAt(bytes: Buffer, most: number): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const [first, second] = [bytes.readUInt8(0), bytes.readUInt8(1)];
  const kind = OPCODES[(first & 0x0f) as keyof typeof OPCODES];
  if (!kind || (first & 0x70) !== 0) throw new Error('this is no frame of a WebSocket');
  const lengthBytes = LENGTH_BYTES[second & 0x7f] ?? 0;
  const isMasked = (second & 0x80) !== 0;
  const head = 2 + lengthBytes + (isMasked ? 4 : 0);
  if (bytes.length < head) return undefined;
  const length = lengthAt(bytes, second & 0x7f);
  if (length > most) throw new Error('a message is too large');
  if (bytes.length < head + length) return undefined;
  const payload = bytes.subarray(head, head + length);
  const isLast = (first & 0x80) !== 0;
  return {
    kind,
    isLast,
    payload: isMasked ? masked(payload, bytes.subarray(head - 4, head)) : payload,
    size: head + length,
  };
}

/** A length of 126 or 127 says that the true one follows, in so many bytes. */
const LENGTH_BYTES: Readonly<Record<number, number>> = { 126: 2, 127: 8 };

function lengthAt(bytes: Buffer, short: number): number {
  if (short === 126) return bytes.readUInt16BE(2);
  return short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
}

/** One whole frame of a client, which masks what it sends: four bytes that a proxy cannot foresee. */
export function clientFrame(kind: WebSocketMessage['kind'], payload: Buffer, mask: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head.writeUInt8(0x80 | CODES[kind], 0);
  head.writeUInt8(0x80 | (length < 126 ? length : length < 65_536 ? 126 : 127), 1);
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeUIntBE(length, 4, 6);
  return Buffer.concat([head, mask, masked(payload, mask)]);
}

function masked(payload: Buffer, mask: Buffer): Buffer {
  const clear = Buffer.allocUnsafe(payload.length);
  for (let at = 0; at < payload.length; at++) clear[at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0);
  return clear;
}
