import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, inject, it } from 'vitest';
import { createTurns } from '~/server/clusters/watch/turns';
import { systemClock } from '~/server/kernel/clock';
import { createLife, type Life } from '~/server/simulator/controllers/life';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { SESSIONS } from './kubectl-sessions';
import { runSession } from './run-session';

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

const MEMBERS = [
  ['a simulated 1.20', 'old'],
  ['a simulated 1.34', 'new'],
  ['a real 1.20', 'real'],
] as const;
const CASES = SESSIONS.flatMap((session, index) =>
  (['old', 'new'] as const).flatMap((which) =>
    MEMBERS.map(([on, member]) => [which, on, session.name, member, session, index] as const),
  ),
);

const turns = { old: createTurns(1), new: createTurns(1), real: createTurns(1) };

// sessions wait more than they work: members beside each other, the sessions of one after each other, because they drain its nodes
it.concurrent.each(CASES)(
  'kubectl, %s, on %s: %s',
  (which, _on, _session, member, session, index) => {
    const age = member === 'new' ? 'new' : 'old';
    const place = {
      kubectl: { program: kubectls[which], age: which },
      member: { kubeconfig: file(member), age } as const,
      namespace: `session-${which}-${index}`,
    };
    return new Promise<void>((resolve, reject) =>
      turns[member](() => runSession(place, dir, session).then(resolve, reject)),
    );
  },
  240_000,
);
