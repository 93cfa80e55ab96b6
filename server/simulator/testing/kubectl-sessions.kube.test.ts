import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { systemClock } from '~/server/kernel/clock';
import { createLife, type Life } from '~/server/simulator/controllers/life';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { SESSIONS, type Step } from './kubectl-sessions';

const kubectls = inject('kubectls' as never) as { old: string; new: string };
const running = inject('runningMember' as never) as { kubeconfig: string };

type Simulated = { member: SimulatedMember; life: Life; timer: NodeJS.Timeout };
const simulated: Simulated[] = [];
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'portolan-kubectl-'));
  await writeFile(file('real'), running.kubeconfig);
  for (const [name, version] of Object.entries({ old: 'v1.20.2', new: 'v1.34.1' })) {
    const { member, ...rest } = await startSimulated(name, version);
    simulated.push({ member, ...rest });
    await writeFile(file(name), member.adminKubeconfig);
  }
});

afterAll(async () => {
  for (const { member, life, timer } of simulated) {
    clearInterval(timer);
    life.stop();
    await member.close();
  }
  await rm(dir, { recursive: true, force: true });
});

const file = (member: string) => path.join(dir, `${member}.yaml`);

async function startSimulated(name: string, version: string): Promise<Simulated> {
  const member = await startMember({ name, version });
  const pace = { podStartMs: [200, 600] as [number, number] };
  const life = createLife(member, { clock: systemClock, seed: name, pace });
  for (const node of ['node-1', 'node-2', 'node-3']) {
    const labels = { 'topology.kubernetes.io/zone': node === 'node-3' ? 'r-b' : 'r-a' };
    const conditions = [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }];
    member.objects.put('v1', 'nodes', { metadata: { name: node, labels }, status: { conditions } });
  }
  return { member, life, timer: setInterval(() => life.run(), 50) };
}

type Run = { exit: number; output: string };
type Place = { kubectl: string; member: string; namespace: string; folder: string };

/** The words of a command; `+` within one stands for a blank. */
const wordsOf = (line: string) => line.split(' ').map((word) => word.replaceAll('+', ' '));

function run(place: Place, line: string, input = ''): Promise<Run> {
  const env = { ...process.env, KUBECONFIG: file(place.member), KUBE_EDITOR: "sed -i 's/k: w/k: edited/'" };
  return new Promise((resolve) => {
    const child = execFile(
      place.kubectl,
      ['--namespace', place.namespace, ...wordsOf(line)],
      { env, timeout: 70_000 },
      (error, stdout, stderr) => resolve({ exit: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
    child.stdin?.end(input);
  });
}

async function take(place: Place, { kubectl, input, exit = 0, says = [], eventually }: Step): Promise<void> {
  const pod = kubectl.includes('{pod}') ? (await run(place, 'get pods -l app=web -o name')).output.trim() : '';
  const line = kubectl.replaceAll('{dir}', place.folder).replaceAll('{pod}', pod.replace('pod/', ''));
  const attempt = async () => {
    const done = await run(place, line, input);
    expect(done, line).toMatchObject({ exit, output: expect.anything() });
    for (const text of says) {
      const held = typeof text === 'string' ? done.output.includes(text) : text.test(done.output);
      expect(held, `${line}\nmust say ${text}, but says\n${done.output}`).toBe(true);
    }
  };
  await (eventually ? vi.waitFor(attempt, { timeout: 20_000, interval: 300 }) : attempt());
}

describe.each(['old', 'new'] as const)('kubectl %s', (which) => {
  describe.each([
    ['a simulated 1.20', 'old'],
    ['a simulated 1.34', 'new'],
    ['a real 1.20', 'real'],
  ])('on %s', (_name, member) => {
    it.each(
      SESSIONS.filter(({ evicts }) => !evicts || which === 'new' || member !== 'new').map(
        (session) => [session.name, session] as const,
      ),
    )(
      '%s',
      async (_session, { files, steps, name }) => {
        const folder = await mkdtemp(path.join(dir, 'session-'));
        for (const [one, content] of Object.entries(files ?? {}))
          await writeFile(
            path.join(folder, one),
            content.replace('{policy}', member === 'new' ? 'policy/v1' : 'policy/v1beta1'),
          );
        const namespace = `session-${which}-${SESSIONS.findIndex((session) => session.name === name)}`;
        const place = { kubectl: kubectls[which], member, namespace, folder };
        await take(place, { kubectl: `create namespace ${namespace}` });
        await take(place, { kubectl: 'get serviceaccount default', eventually: true });
        for (const step of steps) await take(place, step);
        await take(place, { kubectl: `delete namespace ${namespace} --wait=false` });
      },
      120_000,
    );
  });
});
