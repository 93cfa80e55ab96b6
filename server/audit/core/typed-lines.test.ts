import { expect, it } from 'vitest';
import { typedLines } from './typed-lines';

it.each([
  ['lines', 'ls\rpwd\r', 'ls\npwd'],
  ['what was taken back', 'lss\u007f\r', 'ls'],
  ['a line that was given up', 'rm -rf /\u0003ls\u0015id\r', 'id'],
  ['cursor keys and pastes', '\u001b[A\u001b[200~echo a\u001b[201~\u001bOB\r', 'echo a'],
  ['the last line without its end', 'ls\rpw', 'ls\npw'],
  ['nothing but returns', '\r\n\r', ''],
  ['no NUL, which a database refuses', 'a\u0000b\r', 'ab'],
])('reads %s', (_name, input, lines) => expect(typedLines(input)).toBe(lines));
