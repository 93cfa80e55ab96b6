import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { ensureDatabase, migrateDatabase } from '~/server/db/migrate';
import { bindInMember } from '~/server/gateway/testing/members-door';
import { connectMember } from '~/server/kube/member-connection';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { ADA } from '~/server/teams/testing/people';
import type { Bench } from '../measure';
import { startBenchMembers } from '../programs';
import { type Named, readMembers, tokenOf } from '../read-members';
import { registerMembers } from '../register-members';
import { judgeWays } from './judge-ways';
import { createLoad, type Target } from './load';
import { measureWays } from './measure-ways';
import { runPod } from './run-pod';
import { startBenchAgent } from './start-bench-agent';
import { startHub } from './start-hub';

const IDLE_MS = 60_000;

/**
 * The same requests and streams to one member, directly, through the hub and its database, and through the hub and the
 * member's agent, interleaved; each in its own process.
 */
export const benchProxy: Bench = async ({ quick }) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-proxy-'));
  const [fleet, postgres] = await Promise.all([
    startBenchMembers(['--members', '2', '--nodes', quick ? '500' : '5000']),
    startEmbeddedPostgres({ dataDir: folder }),
  ]);
  const stops: (() => Promise<void>)[] = [fleet.stop, postgres.stop];
  try {
    const url = `${postgres.url}/proxy`;
    await ensureDatabase(url);
    await migrateDatabase(url, path.resolve('prisma/migrations'));
    const [pushed, pulled] = readMembers(fleet.kubeconfig);
    if (!pushed || !pulled) throw new Error('the bench fleet has too few members');
    const key = randomBytes(32);
    await registerMembers(url, key, [pushed]);
    const hub = await startHub(url, key, pulled.name);
    stops.unshift(hub.stop);
    for (const member of [pushed, pulled]) await prepare(member, hub.person);
    const agent = startBenchAgent(hub, { kubeconfig: fleet.kubeconfig, context: pulled.name });
    stops.unshift(agent.stop);
    const through = ({ name }: { name: string }): Target => ({ ...hub, server: `${hub.url}/k8s/clusters/${name}` });
    await comesIn(through(pulled));
    await pause(quick ? 1000 : IDLE_MS);
    const idle = agent.residentMb();
    const direct = { server: pushed.server, ca: pushed.certificateAuthority ?? '', token: tokenOf(pushed) };
    const targets = { direct, hub: through(pushed), agent: through(pulled) };
    const taken = await measureWays(targets, quick);
    return judgeWays(taken, { idle, busy: agent.residentMb() });
  } finally {
    for (const stop of stops) await stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function prepare(member: Named, person: string): Promise<void> {
  const connection = connectMember(member, { dialer: loopbackDialer });
  await bindInMember(connection, { ...ADA, id: person });
  await runPod(connection, `${member.name}-n0001`);
  await connection.close();
}

/** Waits for the agent, whose member is not known to the hub before. */
async function comesIn(target: Target): Promise<void> {
  const load = createLoad(target);
  for (const until = Date.now() + 60_000; ; await pause(100)) {
    const trouble = await load.times('/version', 1).then(
      () => undefined,
      (error: Error) => error,
    );
    if (!trouble) break;
    if (Date.now() > until) throw trouble;
  }
  load.close();
}
