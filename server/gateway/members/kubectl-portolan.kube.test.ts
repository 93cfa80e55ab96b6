import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bindInMember, startMembersDoor, type TestDoor, TOKEN } from '~/server/gateway/testing/members-door';
import { connectMember, type MemberConnection } from '~/server/kube/member-connection';
import { memberHere } from '~/server/kube/testing/member-here';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { ADA } from '~/server/teams/testing/people';
import { writeKubeconfig } from './core/write-kubeconfig';

const VERSIONS = { new: 'v1.34.1', old: 'v1.20.2' };
const NAMES = ['away', 'new', 'old'];
const kubectls = inject('kubectls');
const members: Record<string, MemberConnection> = {};
const simulated: SimulatedMember[] = [];
let door: TestDoor;

/** Of the hub's procedures those that the plug-in asks, for the one token that is known. */
const procedures: RequestListener = ({ url = '', headers }, response) => {
  const answers: Record<string, unknown> = {
    'teams.me': { id: ADA.id, name: ADA.name, rights: [] },
    'clusters.memberRights': NAMES.map((cluster) => ({ cluster, state: 'in-step', reason: '' })),
    'clusters.kubeconfig': { text: writeKubeconfig({ server: door.url, authority: door.ca }, NAMES, 'v1beta1') },
  };
  const isKnown = headers.authorization === `Bearer ${TOKEN}` && headers['x-portolan'] === '1';
  const data = answers[new URL(url, door.url).pathname.replace('/api/trpc/', '')];
  response.writeHead(isKnown ? 200 : 401).end(JSON.stringify({ result: { data } }));
};

beforeAll(async () => {
  for (const [name, version] of Object.entries(VERSIONS)) {
    const member = await startMember({ name, version });
    simulated.push(member);
    members[name] = connectMember(memberHere(member.adminKubeconfig), { dialer: loopbackDialer });
    await bindInMember(members[name], ADA);
  }
  const gone = await startMember({ name: 'away' });
  await gone.close();
  members['away'] = connectMember(memberHere(gone.adminKubeconfig), { dialer: loopbackDialer });
  door = await startMembersDoor(members, () => ADA, {}, procedures);
});

afterAll(async () => {
  await door.stop();
  for (const connection of Object.values(members)) await connection.close();
  for (const member of simulated) await member.close();
});

type Done = { exit: number; out: string; err: string };

describe.each(['old', 'new'] as const)('the plug-in with kubectl %s', (which) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'portolan-plugin-'));
    await symlink(kubectls[which], path.join(folder, 'kubectl'));
    await symlink(path.resolve('bin/kubectl-portolan'), path.join(folder, 'kubectl-portolan'));
    await writeFile(path.join(folder, 'ca.pem'), door.ca);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = (line: string, kubeconfig = '/dev/null') =>
    new Promise<Done>((resolve) => {
      const env = {
        ...process.env,
        ...{ PATH: `${folder}:${path.dirname(process.execPath)}:${process.env['PATH']}`, HOME: folder },
        ...{ XDG_CONFIG_HOME: folder, KUBECONFIG: kubeconfig },
      };
      execFile(path.join(folder, 'kubectl'), line.split(' '), { env, timeout: 60_000 }, (error, out, err) =>
        resolve({ exit: error ? Number(error.code ?? 1) : 0, out, err }),
      );
    });
  const login = (token = TOKEN) => run(`portolan login --server ${door.url} --ca ${folder}/ca.pem --token ${token}`);

  it('keeps a token that the hub knows, for its owner alone, and refuses another', async () => {
    expect(await login('portolan_pat_unknown')).toMatchObject({
      exit: 1,
      err: expect.stringContaining('does not know'),
    });
    expect(await login()).toMatchObject({ exit: 0, out: `signed in at ${door.url} as Ada\n` });
    expect((await stat(path.join(folder, 'portolan', 'hubs.json'))).mode & 0o777).toBe(0o600);
  });

  it('asks every cluster at once, names each row’s, and says which did not answer and why', async () => {
    await login();
    const done = await run('portolan get namespaces');
    expect(done.out).toMatch(/^CLUSTER +NAME +STATUS +AGE$/m);
    for (const name of ['new', 'old']) expect(done.out).toMatch(new RegExp(`^${name} +kube-system +Active`, 'm'));
    expect(done.err).toMatch(/^away: .*cannot be reached/m);
    expect(done.err).toContain('1 of 3 clusters did not answer');
    expect(done.exit).toBe(2);
  });

  it('exits with 0 where all answered, and with 1 where none did', async () => {
    await login();
    expect(await run('portolan get namespaces --clusters old,new')).toMatchObject({ exit: 0, err: '' });
    expect(await run('portolan get namespaces --clusters away')).toMatchObject({ exit: 1, out: '' });
    expect(await run('portolan get namespaces --clusters hidden')).toMatchObject({ exit: 1 });
  });

  it.each(['v1beta1', 'v1'] as const)('gives kubectl its token, which no kubeconfig holds (%s)', async (version) => {
    await login();
    const file = path.join(folder, 'config');
    expect(await run(`portolan kubeconfig --output ${file}`)).toMatchObject({ exit: 0 });
    if (which === 'new')
      await writeFile(file, writeKubeconfig({ server: door.url, authority: door.ca }, NAMES, version));
    expect(await readFile(file, 'utf8')).not.toContain(TOKEN);
    for (const name of ['old', 'new'])
      expect((await run(`--context ${name} get namespace kube-system -o name`, file)).out).toBe(
        'namespace/kube-system\n',
      );
    await run('portolan use old', file);
    expect((await run('config current-context', file)).out).toBe('old\n');
    await run('portolan logout');
    expect(await run('--context old get namespaces', file)).toMatchObject({ exit: 1 });
  });
});
