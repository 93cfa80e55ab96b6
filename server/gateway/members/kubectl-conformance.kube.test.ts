import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { FILES, LOOKS, PREPARATION, WRITES } from '~/server/gateway/testing/conformance-script';
import { bindInMember, startMembersDoor, type TestDoor } from '~/server/gateway/testing/members-door';
import { connectMember, type MemberConnection } from '~/server/kube/member-connection';
import { memberHere } from '~/server/kube/testing/member-here';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { startLivingMember } from '~/server/simulator/testing/living-member';
import { fillerOf, type Place, type Run, runKubectl } from '~/server/simulator/testing/run-kubectl';
import { ADA } from '~/server/teams/testing/people';

const kubectls = inject('kubectls');
const MEMBERS = [
  {
    age: 'old',
    version: 'real 1.20',
    start: async () => ({ ...inject('runningMember'), stop: async () => undefined }),
  },
  { age: 'new', version: 'simulated 1.34', start: () => startLivingMember('v1.34.1', 'conformance', { nodes: 2 }) },
] as const;
const which = 'new';
const PATIENCE = { timeout: 20_000, interval: 300 };

/** What differs between two moments, and between two objects of one kind: ages, times, names and addresses made by chance. */
const CHANCE: readonly [RegExp, string][] = [
  [/\b(\d+d)?(\d+h)?(\d+m)?\d+s\b/g, '<age>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uid>'],
  [/resourceVersion"?: "?\d+"?/g, '<resourceVersion>'],
  [/\b(made|web)-[0-9a-z]{6,10}(-[0-9a-z]{5})?\b/g, '$1-<chance>'],
  [/\b10(\.\d+){3}\b/g, '<address>'],
  [/127\.0\.0\.1:\d+(\/k8s\/clusters\/\w+)?/g, '<server>'],
  // kubectl pads its columns to the widest word
  [/ +/g, ' '],
];

describe.each(MEMBERS)('kubectl 1.32 on a $version, through the hub and directly', ({ age, start }) => {
  let dir: string;
  let door: TestDoor;
  let connection: MemberConnection;
  let stop: (() => Promise<void>) | undefined;
  const way = (file: string, namespace: string): Place => ({
    kubectl: { program: kubectls[which], age: which },
    member: { kubeconfig: path.join(dir, file), age },
    ...{ namespace, folder: dir },
  });
  const tell = async (place: Place, line: string) => runKubectl(place, (await fillerOf(place, line))(line));
  const told = async (place: Place, line: string): Promise<Run> => {
    const { exit, output } = await tell(place, line);
    const plain = output.replaceAll(place.namespace, '<namespace>').replaceAll('hub', 'here');
    return { exit, output: CHANCE.reduce((text, [found, by]) => text.replace(found, by), plain) };
  };

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'portolan-conformance-'));
    for (const [name, content] of Object.entries(FILES)) await writeFile(path.join(dir, name), content);
    const started = await start();
    const { kubeconfig } = started;
    stop = started.stop;
    connection = connectMember(memberHere(kubeconfig), { dialer: loopbackDialer });
    await bindInMember(connection, ADA, 'portolan:conformance');
    door = await startMembersDoor({ compared: connection });
    await writeFile(path.join(dir, 'direct.yaml'), kubeconfig);
    await writeFile(path.join(dir, 'through.yaml'), door.kubeconfig('compared'));
    for (const namespace of ['cf-shared', 'cf-direct', 'cf-through']) {
      const place = way('direct.yaml', namespace);
      await runKubectl(place, `create namespace ${namespace}`);
      await vi.waitFor(
        async () => expect(await runKubectl(place, 'get serviceaccount default')).toMatchObject({ exit: 0 }),
        PATIENCE,
      );
    }
    for (const line of PREPARATION)
      expect(await tell(way('direct.yaml', 'cf-shared'), line), line).toMatchObject({ exit: 0 });
  }, 120_000);

  afterAll(async () => {
    for (const namespace of ['cf-shared', 'cf-direct', 'cf-through'])
      await tell(way('direct.yaml', 'default'), `delete namespace ${namespace} --wait=false`);
    await tell(way('direct.yaml', 'default'), 'delete clusterrolebinding portolan:conformance');
    await door.stop();
    await connection.close();
    await stop?.();
    await rm(dir, { recursive: true, force: true });
  });

  it.each(LOOKS)('looks alike: %s', async (line) => {
    const [directly, through] = await Promise.all(
      ['direct.yaml', 'through.yaml'].map((file) => told(way(file, 'cf-shared'), line)),
    );
    expect(through).toEqual(directly);
  });

  it('does alike what changes something', async () => {
    for (const line of WRITES) {
      const [directly, through] = await Promise.all([
        told(way('direct.yaml', 'cf-direct'), line),
        told(way('through.yaml', 'cf-through'), line),
      ]);
      expect(through, line).toEqual(directly);
    }
  }, 120_000);
});
