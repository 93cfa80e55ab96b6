import { execFile } from 'node:child_process';
import path from 'node:path';

/** Who talks to whom: `age` says at which end of the range each of them stands. */
export type Place = {
  kubectl: { program: string; age: 'old' | 'new' };
  member: { kubeconfig: string; age: 'old' | 'new' };
  namespace: string;
  folder: string;
};

export type Run = { exit: number; output: string };

/** The words of a command; `+` within one stands for a blank. */
const wordsOf = (line: string) => line.split(' ').map((word) => word.replaceAll('+', ' '));

/** Fills in a place's own words: `{dir}`, `{namespace}`, and where the line names it `{pod}`, the one pod with `app=web`. */
export async function fillerOf(place: Place, line: string): Promise<(text: string) => string> {
  const pod = line.includes('{pod}') ? (await runKubectl(place, 'get pods -l app=web -o name')).output.trim() : '';
  return (text) =>
    text
      .replaceAll('{dir}', place.folder)
      .replaceAll('{namespace}', place.namespace)
      .replaceAll('{pod}', pod.replace('pod/', ''));
}

/** Runs one line: words for kubectl in the place's namespace, or a line for bash in which `kubectl` is that one. */
export function runKubectl(
  { kubectl, member, namespace, folder }: Place,
  line: string,
  input = '',
  isShell = false,
): Promise<Run> {
  const env = {
    ...process.env,
    KUBECONFIG: member.kubeconfig,
    KUBE_EDITOR: "sed -i 's/k: w/k: edited/'",
    PATH: `${path.join(folder, 'bin')}:${process.env['PATH']}`,
  };
  const [program, words] = isShell ? ['bash', ['-c', line]] : [kubectl.program, ['-n', namespace, ...wordsOf(line)]];
  return new Promise((resolve) => {
    const child = execFile(program, words, { env, timeout: 70_000 }, (error, stdout, stderr) =>
      resolve({ exit: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
    child.stdin?.end(input);
  });
}
