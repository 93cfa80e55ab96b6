import { isJson, type Json, list } from '~/server/kernel/json';

/** How a command ended, as a member tells it on the status channel from v4 on. */
export type Exit = { code: number | null; detail: string; isNotFound: boolean };

const NOT_THERE = /executable file not found|no such file or directory|command not found/i;

/** Reads a `Status`: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
export function exitOf(text: string): Exit {
  const status = parsed(text);
  if (status['status'] === 'Success') return { code: 0, detail: '', isNotFound: false };
  const detail = typeof status['message'] === 'string' ? status['message'] : text;
  const causes = list(isJson(status['details']) ? status['details']['causes'] : []);
  const cause = causes.find((one) => isJson(one) && one['reason'] === 'ExitCode');
  const code = isJson(cause) ? Number(cause['message']) : Number.NaN;
  const exit = Number.isInteger(code) ? code : null;
  // container runtimes tell a missing program in a sentence, or as the codes of a shell
  return { code: exit, detail, isNotFound: NOT_THERE.test(detail) || exit === 126 || exit === 127 };
}

function parsed(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : {};
  } catch {
    return {};
  }
}
