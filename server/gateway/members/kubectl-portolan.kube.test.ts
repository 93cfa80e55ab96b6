import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { bundlePlugin } from '~/scripts/bundle-plugin.mjs';
import { gateFor } from '~/server/api/gate';
import { openDatabase } from '~/server/db/client';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { ensureDatabase, migrateDatabase } from '~/server/db/migrate';
import { createDeviceDoor } from '~/server/gateway/device/serve-device';
import { bindInMember, startMembersDoor, type TestDoor, TOKEN } from '~/server/gateway/testing/members-door';
import { systemClock } from '~/server/kernel/clock';
import { connectMember, type MemberConnection } from '~/server/kube/member-connection';
import { memberHere } from '~/server/kube/testing/member-here';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { decideDevice } from '~/server/teams/decide-device';
import { endSessions, listSessions } from '~/server/teams/end-sessions';
import { EVERYWHERE } from '~/server/teams/model/grant';
import { authenticateKubectl } from '~/server/teams/renew-kubectl';
import { accountDeps } from '~/server/teams/testing/account-deps';
import { ADA } from '~/server/teams/testing/people';
import { writeKubeconfig } from './core/write-kubeconfig';

const VERSIONS = { new: 'v1.34.1', old: 'v1.20.2' };
const NAMES = ['away', 'new', 'old'];
const kubectls = inject('kubectls');
const members: Record<string, MemberConnection> = {};
const simulated: SimulatedMember[] = [];
let door: TestDoor;

const SIGNED_IN = { actor: { ...ADA, session: 'one' }, requestId: 'r' };
type Hub = Awaited<ReturnType<typeof startHub>>;
let hub: Hub;

/** Sign-in and sessions of the hub, on a database of their own, with the door that is asked. */
async function startHub() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'portolan-login-'));
  const server = await startEmbeddedPostgres({ dataDir });
  const url = `${server.url}/login`;
  await ensureDatabase(url);
  await migrateDatabase(url, path.resolve('prisma/migrations'));
  const database = openDatabase(url, 8);
  const grants = { create: { role: 'fleet-admin', scope: EVERYWHERE, grantedBy: 'x' } };
  await database.prisma.person.create({ data: { id: ADA.id, name: ADA.name, grants } });
  const deps = { ...accountDeps(database, { now: new Date() }), clock: systemClock };
  const env = { publicUrl: new URL('https://console.example'), port: 1 };
  const gate = gateFor({ ...env, ownNames: [], tlsPort: 2 });
  const log = { error: vi.fn() };
  const device = createDeviceDoor({ accounts: deps, clock: systemClock, env, gate, log });
  const stop = async () => {
    await database.close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { database, deps, device, stop };
}

/** Whose it is: the one token that is known, or the access of a session of kubectl. */
async function personOf(authorization = '', isOpen = false) {
  if (authorization === `Bearer ${TOKEN}`) return ADA;
  return authenticateKubectl(hub.deps, authorization.slice('Bearer '.length), isOpen);
}

/** The door of the sign-in, and of the hub's procedures those that the plug-in asks. */
const pages: RequestListener = async (message, response) => {
  if (hub.device.serve(message, response)) return;
  const { url = '', headers } = message;
  const answers: Record<string, unknown> = {
    'teams.me': { id: ADA.id, name: ADA.name, rights: [] },
    'clusters.memberRights': NAMES.map((cluster) => ({ cluster, state: 'in-step', reason: '' })),
    'clusters.kubeconfig': { text: writeKubeconfig({ server: door.url, authority: door.ca }, NAMES, 'v1beta1') },
  };
  const isKnown = (await personOf(headers.authorization)) !== undefined && headers['x-portolan'] === '1';
  const data = answers[new URL(url, door.url).pathname.replace('/api/trpc/', '')];
  response.writeHead(isKnown ? 200 : 401).end(JSON.stringify({ result: { data } }));
};

beforeAll(async () => {
  hub = await startHub();
  for (const [name, version] of Object.entries(VERSIONS)) {
    const member = await startMember({ name, version });
    simulated.push(member);
    members[name] = connectMember(memberHere(member.adminKubeconfig), { dialer: loopbackDialer });
    await bindInMember(members[name], ADA);
  }
  const gone = await startMember({ name: 'away' });
  await gone.close();
  members['away'] = connectMember(memberHere(gone.adminKubeconfig), { dialer: loopbackDialer });
  const change = {
    personOf: ({ authorization }: IncomingHttpHeaders, isOpen?: boolean) => personOf(authorization, isOpen),
  };
  door = await startMembersDoor(members, () => ADA, change, pages);
});

afterAll(async () => {
  await door.stop();
  await hub.stop();
  for (const connection of Object.values(members)) await connection.close();
  for (const member of simulated) await member.close();
});

type Done = { exit: number; out: string; err: string };

describe.each(['old', 'new'] as const)('the plug-in with kubectl %s', (which) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'portolan-plugin-'));
    await symlink(kubectls[which], path.join(folder, 'kubectl'));
    await bundlePlugin(path.join(folder, 'kubectl-portolan'));
    await writeFile(path.join(folder, 'ca.pem'), door.ca);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const envWith = (kubeconfig: string) => ({
    ...process.env,
    ...{ PATH: `${folder}:${path.dirname(process.execPath)}:${process.env['PATH']}`, HOME: folder },
    ...{ XDG_CONFIG_HOME: folder, KUBECONFIG: kubeconfig },
  });
  const run = (line: string, kubeconfig = '/dev/null') =>
    new Promise<Done>((resolve) => {
      const env = envWith(kubeconfig);
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

  /** Runs the sign-in until it shows its code, which is then decided on in the console. */
  const signIn = (allow = true, line = `portolan login --server ${door.url} --ca ${folder}/ca.pem --no-browser`) =>
    new Promise<Done>((resolve, reject) => {
      const running = spawn(path.join(folder, 'kubectl'), line.split(' '), { env: envWith('/dev/null') });
      const said = { out: '', err: '' };
      let isDecided = false;
      running.stderr.on('data', (data) => (said.err += data));
      running.stdout.on('data', (data) => {
        said.out += data;
        const [, code] = /^ {2}code {2}(\S+)$/m.exec(said.out) ?? [];
        if (code && !isDecided) decideDevice(hub.deps, SIGNED_IN, { code, allow }).catch(reject);
        isDecided ||= code !== undefined;
      });
      running.on('exit', (exit) => resolve({ exit: exit ?? 1, ...said }));
    });
  beforeEach(() => hub.database.prisma.session.deleteMany());
  const kept = async () =>
    JSON.parse(await readFile(path.join(folder, 'portolan', 'hubs.json'), 'utf8')).hubs[door.url];
  const sessions = () => listSessions(hub.deps, ADA.id);

  it('signs in by a code that its person confirms, and holds nothing that lasts longer than the session', async () => {
    const done = await signIn();
    expect(done).toMatchObject({ exit: 0, err: '' });
    expect(done.out).toMatch(/^ {2}https:\/\/console\.example\/account\/device\?code=[A-Z]{4}-[A-Z]{4}$/m);
    expect(done.out).toMatch(new RegExp(`^signed in at ${door.url} as Ada$`, 'm'));
    expect((await stat(path.join(folder, 'portolan', 'hubs.json'))).mode & 0o777).toBe(0o600);
    const again = await run('portolan get namespaces --clusters old,new');
    expect(again).toMatchObject({ exit: 0, err: '' });
    expect(door.record.looks.at(-1)?.actor).toMatchObject({ name: 'Ada', kubectl: { machine: hostname() } });
    expect(await sessions()).toMatchObject([{ by: 'kubectl', machine: hostname() }]);
    await run('portolan logout');
    expect(await sessions()).toEqual([]);
    expect(await kept()).toEqual({ ca: door.ca });
  });

  it('renews what is over once, though many ask at the same moment', async () => {
    await signIn();
    const hubs = JSON.parse(await readFile(path.join(folder, 'portolan', 'hubs.json'), 'utf8'));
    const { refresh } = hubs.hubs[door.url].session;
    hubs.hubs[door.url].session.until = 0;
    await writeFile(path.join(folder, 'portolan', 'hubs.json'), JSON.stringify(hubs));
    const all = await Promise.all(Array.from({ length: 6 }, () => run(`portolan credential --server ${door.url}`)));
    const tokens = new Set(all.map(({ out }) => JSON.parse(out).status.token));
    expect(tokens.size).toBe(1);
    expect((await kept()).session.refresh).not.toBe(refresh);
    expect(await hub.database.prisma.kubectlToken.count()).toBe(2);
    expect(await sessions()).toHaveLength(1);
    await run('portolan logout');
  });

  it('is told in one sentence that its session was ended, and needs no file to sign in anew', async () => {
    await signIn();
    const file = path.join(folder, 'config');
    await run(`portolan kubeconfig --output ${file}`);
    await endSessions(hub.deps, SIGNED_IN, { person: ADA.id });
    const refused = await run('--context old get namespaces', file);
    expect(refused.exit).toBe(1);
    expect(refused.err).toContain('its session is over: sign in with kubectl portolan login');
    const over = await run('portolan clusters');
    expect(over).toMatchObject({ exit: 1, out: '' });
    expect(over.err).toBe(
      `kubectl-portolan: your session at ${door.url} is over: it was ended, or its time was; kubectl portolan login --server ${door.url}\n`,
    );
    expect(await signIn(true, `portolan login --server ${door.url} --no-browser`)).toMatchObject({ exit: 0 });
    await run('portolan logout');
  });

  it('that was denied says so, and keeps nothing', async () => {
    const denied = await signIn(false);
    expect(denied).toMatchObject({ exit: 1, err: 'kubectl-portolan: the sign-in was denied in the console\n' });
    expect(await sessions()).toEqual([]);
  });
});
