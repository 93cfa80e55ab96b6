import { createInflate } from 'node:zlib';
import { SPDY_DICTIONARY } from '~/server/kernel/spdy-dictionary';

/** Header names are in lower case. */
export type Headers = Record<string, string>;

/** Reads the header blocks of one direction of a connection, which are one compressed stream; in their order. */
export function createHeaderReader(): (block: Buffer) => Promise<Headers> {
  const inflate = createInflate({ dictionary: SPDY_DICTIONARY });
  return (block) =>
    new Promise((resolve, reject) => {
      inflate.once('error', reject);
      inflate.write(block, () => {
        inflate.off('error', reject);
        const bytes: unknown = inflate.read();
        resolve(parseHeaders(Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(4)));
      });
    });
}

function parseHeaders(bytes: Buffer): Headers {
  const headers: Headers = {};
  let at = 4;
  const text = () => {
    const length = bytes.readUInt32BE(at);
    at += 4 + length;
    return bytes.toString('utf8', at - length, at);
  };
  for (let left = bytes.readUInt32BE(0); left > 0; left--) {
    const name = text();
    headers[name] = text();
  }
  return headers;
}

/** An empty block, with which zlib's sync flush ends: only then does a reader hand out what it has (RFC 1951, 3.2.4). */
const FLUSH = Buffer.from([0x00, 0x00, 0x00, 0xff, 0xff]);

/** Writes the empty header blocks of replies, stored and not compressed: a valid zlib stream that needs no state. */
export function createEmptyHeaderWriter(): () => Buffer {
  const none = Buffer.alloc(4);
  const stored = Buffer.from([0x00, none.length, 0x00, ~none.length & 0xff, 0xff]);
  let begin = Buffer.from([0x78, 0x01]);
  return () => {
    const block = Buffer.concat([begin, stored, none, FLUSH]);
    begin = Buffer.alloc(0);
    return block;
  };
}
