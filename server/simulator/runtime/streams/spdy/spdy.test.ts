import { Duplex, PassThrough, type Readable } from 'node:stream';
import { constants, createDeflate, createInflate } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SPDY_DICTIONARY } from '~/server/kernel/spdy-dictionary';
import { openSpdy, type SpdyStream } from './connection';
import { controlFrame, dataFrame, FIN, type Frame, PING, readFrames, SYN_REPLY, SYN_STREAM } from './frames';

/** The client's end: what kubectl sends, made with zlib itself. */
function connect() {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const socket = Duplex.from({ readable: toServer, writable: toClient });
  const opened: SpdyStream[] = [];
  const connection = openSpdy(socket, (stream) => opened.push(stream));
  const deflate = createDeflate({ dictionary: SPDY_DICTIONARY, flush: constants.Z_SYNC_FLUSH });
  const open = async (id: number, headers: Record<string, string>, flags = 0) => {
    const number = (value: number) => Buffer.from([0, 0, value >> 8, value & 255]);
    const texts = Object.entries(headers)
      .flat()
      .flatMap((text) => [number(text.length), Buffer.from(text)]);
    const plain = Buffer.concat([number(Object.keys(headers).length), ...texts]);
    const block = await new Promise<Buffer>((resolve) => deflate.write(plain, () => resolve(deflate.read() as Buffer)));
    const frame = controlFrame(SYN_STREAM, Buffer.concat([number(id), Buffer.alloc(6), block]));
    frame.writeUInt8(flags, 4);
    toServer.write(frame);
  };
  const frames = readFrames(toClient);
  const next = async (): Promise<Frame | undefined> => (await frames.next()).value as Frame | undefined;
  return { toServer, opened, connection, open, next };
}

const textOf = async (input: Readable) => Buffer.concat(await input.toArray()).toString();

describe('SPDY', () => {
  it('knows the dictionary by its length', () => expect(SPDY_DICTIONARY).toHaveLength(1423));

  it('replies to each stream, in a compressed stream that a reader of zlib takes', async () => {
    const { open, opened, next } = connect();
    const inflate = createInflate();
    for (const [id, type] of [
      [1, 'error'],
      [3, 'stdout'],
    ] as const) {
      await open(id, { streamtype: type });
      const reply = await next();
      expect(reply).toMatchObject({ kind: 'control', type: SYN_REPLY });
      const block = reply?.payload.subarray(4) ?? Buffer.alloc(0);
      const plain = await new Promise((resolve) => inflate.write(block, () => resolve(inflate.read())));
      expect(plain).toEqual(Buffer.alloc(4));
      // Go's reader hands out a block only when a flush follows it
      expect(block.subarray(-4)).toEqual(Buffer.from([0x00, 0x00, 0xff, 0xff]));
    }
    expect(opened.map(({ headers }) => headers)).toEqual([{ streamtype: 'error' }, { streamtype: 'stdout' }]);
  });

  it('carries data both ways, in pieces, and tells the end', async () => {
    const { open, opened, next, toServer } = connect();
    await open(1, { streamtype: 'stdin' });
    await next();
    const whole = Buffer.concat([dataFrame(1, Buffer.from('hel')), dataFrame(1, Buffer.from('lo'), FIN)]);
    for (const byte of whole) toServer.write(Buffer.from([byte]));
    expect(await textOf(opened[0]?.input as Readable)).toBe('hello');
    opened[0]?.write(Buffer.alloc(40_000, 'x'));
    opened[0]?.end();
    opened[0]?.write(Buffer.from('too late'));
    const sizes = [await next(), await next(), await next()].map((frame) => [frame?.payload.length, frame?.flags]);
    expect(sizes).toEqual([
      [32_768, 0],
      [7232, 0],
      [0, FIN],
    ]);
  });

  it('answers pings, and ends all streams when the connection breaks', async () => {
    const { open, opened, next, toServer, connection } = connect();
    await open(1, { streamtype: 'stdin' });
    await next();
    toServer.write(controlFrame(PING, Buffer.from([0, 0, 0, 5])));
    expect(await next()).toMatchObject({ type: PING, payload: Buffer.from([0, 0, 0, 5]) });
    toServer.end();
    await connection.closed;
    expect(await textOf(opened[0]?.input as Readable)).toBe('');
  });
});
