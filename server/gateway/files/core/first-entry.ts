/** What an archive begins with: what it is, its length in bytes, and where in the archive its content begins. */
export type FirstEntry = { kind: 'file' | 'folder' | 'link' | 'other'; size: number; offset: number };

const BLOCK = 512;
/** Longer names and attributes of one entry than this are somebody's joke. */
const MOST_EXTENDED = 64 * 1024;
const KINDS: Readonly<Record<string, FirstEntry['kind']>> = {
  '': 'file',
  0: 'file',
  7: 'file',
  2: 'link',
  5: 'folder',
};
/** They tell something of the entry after them: pax (x, g) and GNU's long names (L, K). */
const EXTENDED: ReadonlySet<string> = new Set(['x', 'g', 'L', 'K']);

/**
 * Reads the first entry of an archive from as much of it as has come; names in it are not looked at. Throws on what is no
 * archive (https://www.gnu.org/software/tar/manual/html_node/Standard.html; pax: POSIX.1-2001).
 */
export function firstEntry(bytes: Buffer): FirstEntry | 'incomplete' | 'none' {
  let told: number | undefined;
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const header = bytes.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return 'none';
    const { type, size } = readHeader(header);
    if (!EXTENDED.has(type)) return { kind: KINDS[type] ?? 'other', size: told ?? size, offset: at + BLOCK };
    if (size > MOST_EXTENDED) throw new Error('this archive begins with too much about its first entry');
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    if (type === 'x') told = paxSize(content.toString('utf8')) ?? told;
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return 'incomplete';
}

function readHeader(header: Buffer): { type: string; size: number } {
  if (octal(header, 148, 8) !== sumOf(header)) throw new Error('this is no archive');
  return { type: header.toString('latin1', 156, 157).replace('\0', ''), size: sizeOf(header) };
}

/** Octal digits, or GNU's base 256 for what is longer than 8 GiB. */
function sizeOf(header: Buffer): number {
  const size = header.readUInt8(124) === 0x80 ? Number(header.readBigUInt64BE(128)) : octal(header, 124, 12);
  if (!Number.isSafeInteger(size) || size < 0) throw new Error('this archive tells no size');
  return size;
}

const octal = (header: Buffer, from: number, length: number) =>
  Number.parseInt(
    header
      .toString('latin1', from, from + length)
      .replace(/\0.*$/s, '')
      .trim() || '0',
    8,
  );

/** The sum of all bytes, with blanks where the sum itself stands. */
export const sumOf = (header: Buffer): number =>
  header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);

function paxSize(text: string): number | undefined {
  const size = /(?:^|\n)\d+ size=(\d{1,15})\n/.exec(text)?.[1];
  return size === undefined ? undefined : Number(size);
}
