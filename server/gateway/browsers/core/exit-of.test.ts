import { expect, it } from 'vitest';
import { exitOf } from './exit-of';

const failed = (message: string, code?: string) =>
  JSON.stringify({
    ...{ status: 'Failure', message },
    details: { causes: code === undefined ? [] : [{ reason: 'ExitCode', message: code }] },
  });

it.each([
  ['success', '{"status":"Success"}', { code: 0, detail: '', isNotFound: false }],
  ['an exit code', failed('exit code 3', '3'), { code: 3, detail: 'exit code 3', isNotFound: false }],
  ['a missing program', failed('exec: "bash": executable file not found in $PATH'), { code: null, isNotFound: true }],
  ['the codes of shells for it', failed('exit code 126', '126'), { code: 126, isNotFound: true }],
  ['a sentence', 'no more', { code: null, detail: 'no more', isNotFound: false }],
])('reads %s', (_name, text, exit) => expect(exitOf(text)).toMatchObject(exit));
