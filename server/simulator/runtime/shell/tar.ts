export type TarEntry = { name: string; kind: 'file' | 'folder'; bytes: Buffer; mode: number; changed: Date };

const BLOCK = 512;

/** Packs entries as a tape archive (POSIX ustar). Names are at most 100 bytes, or 155 more before a slash. */
export function packTar(entries: readonly TarEntry[]): Buffer {
  const packed = entries.flatMap((entry) => [headerOf(entry), padded(entry.bytes)]);
  return Buffer.concat([...packed, Buffer.alloc(2 * BLOCK)]);
}

function headerOf({ name, kind, bytes, mode, changed }: TarEntry): Buffer {
  const header = Buffer.alloc(BLOCK);
  const full = kind === 'folder' ? `${name}/` : name;
  const cut = full.length > 100 ? full.lastIndexOf('/', 155) : -1;
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  header.write(full.slice(cut + 1), 0, 100);
  header.write(octal(mode, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(bytes.length, 12), 124);
  header.write(octal(Math.floor(changed.getTime() / 1000), 12), 136);
  header.write('        ', 148);
  header.write(kind === 'folder' ? '5' : '0', 156);
  header.write('ustar\x0000', 257);
  header.write('root', 265);
  header.write('root', 297);
  if (cut > 0) header.write(full.slice(0, cut), 345, 155);
  header.write(`${octal(sumOf(header), 7)} `, 148);
  return header;
}

const sumOf = (header: Buffer) => header.reduce((sum, byte) => sum + byte, 0);

const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);

/**
 * The files and folders of a tape archive, as far as it goes; throws on what is none, and at the end of one that is cut off.
 * Extended headers give their path and are left out.
 */
export function* unpackTar(archive: Buffer): Generator<TarEntry> {
  let extended: string | undefined;
  let at = 0;
  while (at + BLOCK <= archive.length) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const { size, type, ...entry } = readHeader(header);
    const bytes = Buffer.from(archive.subarray(at + BLOCK, at + BLOCK + size));
    const kind = type === '5' ? 'folder' : type === '0' || type === '' ? 'file' : undefined;
    if (kind) yield { ...entry, name: (extended ?? entry.name).replace(/\/$/, ''), kind, bytes };
    extended = type === 'x' ? /\d+ path=(.*)\n/.exec(bytes.toString())?.[1] : undefined;
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  if (at !== archive.length) throw new Error('short read');
}

function readHeader(header: Buffer) {
  const text = (from: number, length: number) => header.toString('utf8', from, from + length).replace(/\0[\s\S]*$/, '');
  const octal = (from: number, length: number) => Number.parseInt(text(from, length), 8);
  // GNU's base 256 for what is longer than 8 GiB
  const size = header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : octal(124, 12);
  if (Number.isNaN(size)) throw new Error('invalid tar magic');
  const [name, prefix] = [text(0, 100), text(345, 155)];
  const changed = new Date(octal(136, 12) * 1000);
  return { name: prefix ? `${prefix}/${name}` : name, size, type: text(156, 1), mode: octal(100, 8), changed };
}
