import { describe, expect, it } from 'vitest';
import { attachment, isWholeFile, readingCommands, savedName, writingCommands } from './file-commands';

describe('the commands that move files', () => {
  it('name what a person typed in words of their own', () => {
    const typed = '/tmp/-a; $(id)\n"b"';
    expect(readingCommands(typed).map(({ words }) => words)).toEqual([
      ['tar', '-cf', '-', '-C', '/tmp', './-a; $(id)\n"b"'],
      ['cat', typed],
    ]);
    for (const { words } of writingCommands('/tmp', '$(id)', 3, 9)) {
      expect(words[2]).not.toContain('id');
      expect(words.at(-1)).toMatch(/^\/tmp/);
    }
  });

  it('take a path that ends in a slash for a folder', () => {
    expect(readingCommands('/etc//ssl/')).toEqual([{ by: 'tar', words: ['tar', '-cf', '-', '-C', '/etc/ssl', '.'] }]);
    expect(readingCommands('/')[0]?.words).toEqual(['tar', '-cf', '-', '-C', '/', '.']);
  });
});

it.each([
  ['/etc/hosts', false, 'hosts'],
  ['/etc/ssl/', true, 'ssl.tar'],
  ['/', true, 'root.tar'],
])('%s is saved under a name of its own', (file, isArchive, name) => expect(savedName(file, isArchive)).toBe(name));

it('a name changes nothing of the header in which it stands', () => {
  expect(attachment('a"; filename=evil.exe\r\nx: y')).toBe(
    `attachment; filename="a___filename_evil.exe__x__y"; filename*=UTF-8''a%22%3B%20filename%3Devil.exe%0D%0Ax%3A%20y`,
  );
  expect(attachment('日志.txt')).toContain("filename*=UTF-8''%E6%97%A5%E5%BF%97.txt");
  expect(attachment('\ud800')).toContain("UTF-8''_");
});

it.each([
  [0, '', true],
  [1, 'tar: ./log: file changed as we read it', true],
  [1, 'tar: ./log: File shrank by 9 bytes; padding with zeros\ntar: ./log: file changed as we read it', false],
  [2, 'tar: ./log: Cannot open', false],
  [null, '', false],
])('exit code %s with "%s": whole is %s', (code, said, whole) => expect(isWholeFile(code, said)).toBe(whole));
