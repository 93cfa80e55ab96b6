import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientFrame, createFrameReader } from './websocket-frames';

const MASK = Buffer.from([1, 2, 3, 4]);
const MOST = 100_000;

describe('frames of a WebSocket', () => {
  it('come out as they went in, cut anywhere', () => {
    const payloads = fc.array(fc.uint8Array({ maxLength: 70_000 }), { minLength: 1, maxLength: 4 });
    const run = fc.property(payloads, fc.integer({ min: 1, max: 9000 }), (given, step) => {
      const bytes = Buffer.concat(given.map((one) => clientFrame('data', Buffer.from(one), MASK)));
      const read = createFrameReader(MOST);
      const found: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += step)
        found.push(...read(bytes.subarray(at, at + step)).map(({ payload }) => payload));
      expect(found.map((one) => one.toString('hex'))).toEqual(given.map((one) => Buffer.from(one).toString('hex')));
    });
    fc.assert(run, { numRuns: 50 });
  });

  it('are put together where a message came in parts, with a ping between them', () => {
    const parts = [Buffer.from([0x02, 1, 97]), Buffer.from([0x89, 0]), Buffer.from([0x80, 1, 98])];
    expect(createFrameReader(MOST)(Buffer.concat(parts))).toEqual([
      { kind: 'ping', payload: Buffer.alloc(0) },
      { kind: 'data', payload: Buffer.from('ab') },
    ]);
  });

  it.each([
    ['an unknown opcode', Buffer.from([0x83, 0])],
    ['a reserved bit', Buffer.from([0xc2, 0])],
    ['a length beyond the bound', Buffer.from([0x82, 127, 0, 0, 0, 0, 0xff, 0, 0, 0])],
    ['a length beyond all bounds', Buffer.from([0x82, 127, 1, 0, 0, 0, 0, 0, 0, 0])],
  ])('are refused with %s', (_name, bytes) => {
    expect(() => createFrameReader(MOST)(bytes)).toThrow();
  });
});
