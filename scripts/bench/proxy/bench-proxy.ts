import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { ensureDatabase, migrateDatabase } from '~/server/db/migrate';
import { bindInMember } from '~/server/gateway/testing/members-door';
import { connectMember } from '~/server/kube/member-connection';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { ADA } from '~/server/teams/testing/people';
import { type Bench, median, percentile, round } from '../measure';
import { startBenchMembers } from '../programs';
import { readMembers, tokenOf } from '../read-members';
import { registerMembers } from '../register-members';
import { createLoad, type Target } from './load';

const ROUNDS = 9;
const SMALL = '/api/v1/namespaces/kube-system';
const BULK = '/api/v1/nodes';
const AT_ONCE = 32;

type Load = ReturnType<typeof createLoad>;

/** The same requests to one member, directly and through the hub with its database, interleaved; each in its own process. */
export const benchProxy: Bench = async ({ quick }) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-proxy-'));
  const [members, postgres] = await Promise.all([
    startBenchMembers(['--members', '1', '--nodes', quick ? '500' : '5000']),
    startEmbeddedPostgres({ dataDir: folder }),
  ]);
  const stops = [members.stop, postgres.stop];
  try {
    const url = `${postgres.url}/proxy`;
    await ensureDatabase(url);
    await migrateDatabase(url, path.resolve('prisma/migrations'));
    const key = randomBytes(32);
    await registerMembers(url, key, members.kubeconfig);
    const hub = await startHub(url, key);
    stops.unshift(hub.stop);
    const [member] = readMembers(members.kubeconfig);
    if (!member) throw new Error('the bench fleet has no member');
    const connection = connectMember(member, { dialer: loopbackDialer });
    await bindInMember(connection, { ...ADA, id: hub.person });
    await connection.close();
    const direct: Target = {
      ...{ port: Number(new URL(member.server).port), ca: member.certificateAuthority ?? '', prefix: '' },
      headers: { authorization: `Bearer ${tokenOf(member)}` },
    };
    return await measure(
      createLoad(direct),
      createLoad({ ...hub.target, prefix: `/k8s/clusters/${member.name}` }),
      quick,
    );
  } finally {
    for (const stop of stops) await stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function measure(direct: Load, hub: Load, quick: boolean) {
  const count = quick ? 50 : 300;
  const times = { direct: [] as number[], hub: [] as number[] };
  const bulk = { direct: [] as number[], hub: [] as number[] };
  const rates: number[] = [];
  for (let turn = 0; turn <= ROUNDS; turn++) {
    for (const [name, load] of Object.entries({ direct, hub }) as ['direct' | 'hub', Load][]) {
      const [taken, speed] = [await load.times(SMALL, count), await load.bulk(BULK)];
      // the first turn warms connections, plans and caches
      if (turn > 0) times[name].push(...taken);
      if (turn > 0) bulk[name].push(speed);
    }
    rates.push(await hub.rate(SMALL, AT_ONCE, count * 3));
  }
  direct.close();
  hub.close();
  const figures = {
    direct_p50_ms: round(percentile(times.direct, 0.5), 2),
    direct_p99_ms: round(percentile(times.direct, 0.99), 2),
    hub_p50_ms: round(percentile(times.hub, 0.5), 2),
    hub_p99_ms: round(percentile(times.hub, 0.99), 2),
    rps: round(median(rates), 0),
    bulk_ratio: round(median(bulk.hub) / median(bulk.direct), 2),
    bulk_mb_per_second: round(median(bulk.hub)),
    load_cpu_seconds: round(process.cpuUsage().user / 1e6),
  };
  const isBulkFast = figures.bulk_ratio >= 0.6 || figures.bulk_mb_per_second >= 60;
  const goals = [
    { goal: 'hub − direct p50 <= 3 ms', met: figures.hub_p50_ms - figures.direct_p50_ms <= 3 },
    { goal: 'hub − direct p99 <= 15 ms', met: figures.hub_p99_ms - figures.direct_p99_ms <= 15 },
    { goal: 'rps >= 500', met: figures.rps >= 500 },
    { goal: 'bulk >= 0.6 × direct or >= 60 MB/s', met: isBulkFast },
  ];
  return { figures, goals };
}

async function startHub(url: string, key: Buffer) {
  const program = ['--import', 'tsx', 'scripts/bench/proxy/hub-door.ts', url, key.toString('base64')];
  const child = spawn(process.execPath, program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const [line = ''] = await Promise.race([
    new Promise<string[]>((resolve) => createInterface(child.stdout).once('line', (text) => resolve([text]))),
    ended.then((): string[] => []),
  ]);
  if (line === '') throw new Error('the hub of the bench ended');
  const { port, token, ca, person } = JSON.parse(line) as { port: number; token: string; ca: string; person: string };
  return {
    person,
    target: { port, ca, headers: { authorization: `Bearer ${token}` } },
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
