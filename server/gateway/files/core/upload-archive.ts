import { sumOf } from './first-entry';

const BLOCK = 512;
const MOST_OCTAL = 8 ** 11 - 1;

/** What stands before and after the bytes of one file in an archive of it, and how long all of it is. */
export type UploadArchive = { before: Buffer; after: Buffer; length: number };

/** An archive of one file as GNU tar and busybox read it: names over 100 bytes and sizes over 8 GiB in GNU's forms. */
export function uploadArchive(name: string, size: number, changed: Date): UploadArchive {
  const bytes = Buffer.from(`./${name}`);
  const long = bytes.length > 100 ? longName(bytes, changed) : Buffer.alloc(0);
  const before = Buffer.concat([long, header({ name: bytes, size, type: '0', changed })]);
  const after = Buffer.alloc(padding(size) + 2 * BLOCK);
  return { before, after, length: before.length + size + after.length };
}

const padding = (size: number) => (BLOCK - (size % BLOCK)) % BLOCK;

function longName(name: Buffer, changed: Date): Buffer {
  const size = name.length + 1;
  const told = header({ name: Buffer.from('././@LongLink'), size, type: 'L', changed });
  return Buffer.concat([told, name, Buffer.alloc(1 + padding(size))]);
}

type Header = { name: Buffer; size: number; type: '0' | 'L'; changed: Date };

function header({ name, size, type, changed }: Header): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  name.copy(block, 0, 0, 100);
  block.write(octal(0o644, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  if (size <= MOST_OCTAL) block.write(octal(size, 12), 124);
  else {
    block.writeUInt8(0x80, 124);
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write(octal(Math.floor(changed.getTime() / 1000), 12), 136);
  block.write(type, 156);
  block.write('ustar  \0', 257);
  block.write(`${octal(sumOf(block), 7)} `, 148);
  return block;
}
