import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { firstEntry } from './first-entry';
import { uploadArchive } from './upload-archive';

const folder = mkdtempSync(path.join(os.tmpdir(), 'portolan-tar-'));
afterAll(() => rmSync(folder, { recursive: true }));
const tar = (words: string[], input?: Buffer) => execFileSync('tar', ['-C', folder, ...words], input ? { input } : {});

const LONG = `${'long name '.repeat(20)}\n"quoted"`;
const content = Buffer.from('what stands in it');

describe('the first entry of an archive of the real tar', () => {
  writeFileSync(path.join(folder, LONG), content);
  writeFileSync(path.join(folder, '-x'), content);
  symlinkSync('/etc/passwd', path.join(folder, 'link'));
  it.each([
    ['a file', `./${LONG}`, ['gnu', 'pax'], { kind: 'file', size: content.length }],
    ['a name like an option', './-x', ['gnu', 'ustar'], { kind: 'file', size: content.length }],
    ['a link, which is not followed', './link', ['gnu'], { kind: 'link' }],
    ['a folder', '.', ['gnu', 'pax'], { kind: 'folder', size: 0 }],
  ])('is %s', (_what, name, formats, expected) => {
    for (const format of formats) {
      const archive = tar([`--format=${format}`, '-cf', '-', name]);
      const entry = firstEntry(archive);
      expect(entry).toMatchObject(expected);
      if (typeof entry === 'string' || entry.kind !== 'file') continue;
      expect(archive.subarray(entry.offset, entry.offset + entry.size)).toEqual(content);
      for (let cut = 0; cut < entry.offset; cut += 97) expect(firstEntry(archive.subarray(0, cut))).toBe('incomplete');
    }
  });

  it('is none in an empty one, and none at all in other bytes', () => {
    expect(firstEntry(Buffer.alloc(1024))).toBe('none');
    expect(() => firstEntry(Buffer.alloc(1024, 'not found\n'))).toThrow('no archive');
  });
});

describe('an archive for an upload', () => {
  it.each(['a.txt', '-rf', 'it\'s; $(id) "n"', 'ü'.repeat(120)])('gives the real tar the file %s', (name) => {
    const size = content.length;
    const { before, after, length } = uploadArchive(name, size, new Date('2026-01-01T00:00:00Z'));
    const archive = Buffer.concat([before, content, after]);
    expect(archive).toHaveLength(length);
    expect(firstEntry(archive)).toEqual({ kind: 'file', size, offset: before.length });
    const out = mkdtempSync(path.join(folder, 'out-'));
    tar(['-xmf', '-', '-C', out], archive);
    expect(execFileSync('cat', [path.join(out, name)])).toEqual(content);
  });

  it('tells sizes over 8 GiB', () => {
    const { before } = uploadArchive('big', 10 * 1024 ** 3, new Date());
    expect(firstEntry(before)).toMatchObject({ size: 10 * 1024 ** 3 });
  });
});
