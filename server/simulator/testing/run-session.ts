import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { fillerOf, type Place, runKubectl } from './run-kubectl';
import type { Session, Step } from './session';

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
  const filled = await fillerOf(place, kubectl);
  const line = filled(kubectl);
  const attempt = async () => {
    const done = await runKubectl(place, line, input, shell);
    expect(done, line).toMatchObject({ exit, output: expect.anything() });
    for (const text of says) {
      const held = typeof text === 'string' ? done.output.includes(filled(text)) : text.test(done.output);
      expect(held, `${line}\nmust say ${text}, but says\n${done.output}`).toBe(true);
    }
  };
  await (eventually ? vi.waitFor(attempt, { timeout: 20_000, interval: 300 }) : attempt());
}

/** Puts a `kubectl` where the session's shell finds it first. */
async function writeKubectl({ kubectl, namespace, folder }: Place): Promise<void> {
  await mkdir(path.join(folder, 'bin'));
  const script = `#!/bin/sh\nexec '${kubectl.program}' --namespace '${namespace}' "$@"\n`;
  await writeFile(path.join(folder, 'bin', 'kubectl'), script, { mode: 0o755 });
}
