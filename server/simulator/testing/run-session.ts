import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, vi } from 'vitest';
import type { Session, Step } from './session';

/** Who talks to whom: `age` says at which end of the range each of them stands. */
export type Place = {
  kubectl: { program: string; age: 'old' | 'new' };
  member: { kubeconfig: string; age: 'old' | 'new' };
  namespace: string;
  folder: string;
};

/** Takes all steps of a session in a namespace of its own; throws at the first that comes out otherwise. */
export async function runSession(at: Omit<Place, 'folder'>, within: string, { files, steps }: Session): Promise<void> {
  const place = { ...at, folder: await mkdtemp(path.join(within, 'session-')) };
  const policy = place.member.age === 'new' ? 'policy/v1' : 'policy/v1beta1';
  for (const [name, content] of Object.entries(files ?? {}))
    await writeFile(path.join(place.folder, name), content.replace('{policy}', policy));
  await writeKubectl(place);
  await take(place, { kubectl: 'create namespace {namespace}' });
  await take(place, { kubectl: 'get serviceaccount default', eventually: true });
  for (const step of steps) if (!step.newer || place.kubectl.age === 'new') await take(place, step);
  await take(place, { kubectl: 'delete namespace {namespace} --wait=false' });
}

/** What comes of a step where kubectl and the member know no version of its kind in common. */
const UNSERVED = {
  exit: 1,
  says: [/could not find the requested resource|doesn't have a resource type|no matches for kind|not found/],
};

async function take(place: Place, given: Step): Promise<void> {
  const isSkewed = given.graduated && place.kubectl.age !== place.member.age;
  const { kubectl, shell, input, exit = 0, says = [], eventually } = isSkewed ? { ...given, ...UNSERVED } : given;
  const pod = kubectl.includes('{pod}') ? (await run(place, 'get pods -l app=web -o name')).output.trim() : '';
  const filled = (text: string) =>
    text
      .replaceAll('{dir}', place.folder)
      .replaceAll('{namespace}', place.namespace)
      .replaceAll('{pod}', pod.replace('pod/', ''));
  const line = filled(kubectl);
  const attempt = async () => {
    const done = await run(place, line, input, shell);
    expect(done, line).toMatchObject({ exit, output: expect.anything() });
    for (const text of says) {
      const held = typeof text === 'string' ? done.output.includes(filled(text)) : text.test(done.output);
      expect(held, `${line}\nmust say ${text}, but says\n${done.output}`).toBe(true);
    }
  };
  await (eventually ? vi.waitFor(attempt, { timeout: 20_000, interval: 300 }) : attempt());
}

type Run = { exit: number; output: string };

/** The words of a command; `+` within one stands for a blank. */
const wordsOf = (line: string) => line.split(' ').map((word) => word.replaceAll('+', ' '));

function run({ kubectl, member, namespace, folder }: Place, line: string, input = '', isShell = false): Promise<Run> {
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

/** Puts a `kubectl` where the session's shell finds it first. */
async function writeKubectl({ kubectl, namespace, folder }: Place): Promise<void> {
  await mkdir(path.join(folder, 'bin'));
  const script = `#!/bin/sh\nexec '${kubectl.program}' --namespace '${namespace}' "$@"\n`;
  await writeFile(path.join(folder, 'bin', 'kubectl'), script, { mode: 0o755 });
}
