import { constants, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SPDY_DICTIONARY } from '~/server/kernel/spdy-dictionary';
import { clientFrame } from '../members/core/websocket-frames';
import type { Heard } from './tap';
import { tapCommand } from './tap-command';

const number = (value: number, size = 4) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
};
const text = (value: string) => Buffer.concat([number(value.length), Buffer.from(value)]);
const headersOf = (type: string) => Buffer.concat([number(1), text('streamtype'), text(type)]);
const frame = (first: number, payload: Buffer) =>
  Buffer.concat([number(first), number(0, 1), number(payload.length, 3), payload]);

/** The frames with which kubectl opens streams: all their headers are one compressed stream. */
function opened(types: readonly string[]): Buffer {
  const flushed = { dictionary: SPDY_DICTIONARY, finishFlush: constants.Z_SYNC_FLUSH };
  let plain = Buffer.alloc(0);
  let seen = 0;
  const frames = types.map((type, index) => {
    plain = Buffer.concat([plain, headersOf(type)]);
    // what was compressed before begins as it was: each block is what is new
    const whole = compress(plain, flushed);
    const block = whole.subarray(seen);
    seen = whole.length;
    return frame(0x80030001, Buffer.concat([number(2 * index + 1), Buffer.alloc(6), block]));
  });
  return Buffer.concat(frames);
}

/** Stored, not squeezed: blocks of a level without a window are the same whatever follows. */
const compress = (plain: Buffer, options: object) => {
  const parts: Buffer[] = [];
  for (let at = 0; at < plain.length; ) {
    const length = headerLength(plain, at);
    const one = deflateSync(plain.subarray(at, at + length), { ...options, level: 0 });
    parts.push(at === 0 ? one : one.subarray(6));
    at += length;
  }
  return Buffer.concat(parts);
};
const headerLength = (plain: Buffer, at: number) => {
  const name = plain.readUInt32BE(at + 4);
  return 12 + name + plain.readUInt32BE(at + 8 + name);
};

function heardBy(
  upgrade: string,
  headers: Record<string, string>,
  fromPerson: Buffer,
  fromMember: Buffer,
  step: number,
) {
  const heard: Partial<Record<Heard, string>> = {};
  const tap = tapCommand(upgrade, headers, (what, bytes) => {
    heard[what] = (heard[what] ?? '') + bytes.toString('latin1');
  });
  for (let at = 0; at < fromPerson.length; at += step) tap.fromPerson(fromPerson.subarray(at, at + step));
  for (let at = 0; at < fromMember.length; at += step) tap.fromMember(fromMember.subarray(at, at + step));
  return heard;
}

const STEPS = fc.integer({ min: 1, max: 200 });
const CHANNELS = { 'sec-websocket-protocol': 'v4.channel.k8s.io' };
const MASK = Buffer.from([9, 8, 7, 6]);

describe('a tap', () => {
  it('hears the channels of a WebSocket, cut anywhere', () => {
    const said = (channel: number, words: string) =>
      clientFrame('data', Buffer.concat([Buffer.from([channel]), Buffer.from(words)]), MASK);
    const person = Buffer.concat([said(0, 'ls\r'), said(4, '{"Width":1,"Height":2}'), said(0, 'id\r')]);
    const member = Buffer.concat([said(1, 'a'), said(2, 'b'), said(3, 'c')]);
    const expected = { stdin: 'ls\rid\r', resize: '{"Width":1,"Height":2}', stdout: 'a', stderr: 'b', error: 'c' };
    const run = fc.property(STEPS, (step) => {
      expect(heardBy('websocket', CHANNELS, person, member, step)).toEqual(expected);
    });
    fc.assert(run);
  });

  it('hears channels in base64', () => {
    const person = clientFrame('data', Buffer.from(`0${Buffer.from('ls\r').toString('base64')}`), MASK);
    const protocol = { 'sec-websocket-protocol': 'base64.channel.k8s.io' };
    expect(heardBy('websocket', protocol, person, Buffer.alloc(0), 3)).toEqual({ stdin: 'ls\r' });
  });

  it('hears the streams of SPDY by their names, cut anywhere', () => {
    const person = Buffer.concat([
      opened(['error', 'stdin', 'stdout', 'resize']),
      frame(3, Buffer.from('ls\r')),
      frame(7, Buffer.from('{}')),
    ]);
    const member = Buffer.concat([
      frame(0x80030002, Buffer.alloc(9)),
      frame(5, Buffer.from('shown')),
      frame(1, Buffer.from('e')),
    ]);
    const run = fc.property(STEPS, (step) => {
      const expected = { stdin: 'ls\r', resize: '{}', stdout: 'shown', error: 'e' };
      expect(heardBy('SPDY/3.1', {}, person, member, step)).toEqual(expected);
    });
    fc.assert(run);
  });

  it('tells raw bytes where a framing is not known', () => {
    expect(heardBy('websocket', CHANNELS, Buffer.from([0xff, 1, 2]), Buffer.from('no'), 9)).toEqual({
      in: '\xff\x01\x02',
      out: 'no',
    });
  });
});
