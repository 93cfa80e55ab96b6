import crypto from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { migrateDatabase } from '~/server/db/migrate';
import { type Bench, median, round } from '../measure';
import { contest, startBenchMembers } from '../programs';
import { readMembers } from '../read-members';
import { registerMembers } from '../register-members';
import type { SyncResult } from './contestant';

const ROUNDS = 5;
const CONTESTANTS = ['limit', 'hub', 'informers'] as const;

/** 100 members of 1,000 nodes from a cold start to complete in PostgreSQL, beside the bare limit and informers. */
export const benchSync: Bench = async ({ quick }) => {
  const [members, nodes] = quick ? [10, 500] : [100, 1000];
  const expected = String(members * nodes);
  const fleet = await startBenchMembers([
    '--members',
    String(members),
    '--nodes',
    String(nodes),
    '--node-bytes',
    '8192',
  ]);
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-pg-'));
  const server = await startEmbeddedPostgres({ dataDir });
  const results: Record<(typeof CONTESTANTS)[number], SyncResult[]> = { limit: [], hub: [], informers: [] };
  try {
    for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
      const url = `${server.url}/round_${round}`;
      await migrateDatabase(url, path.resolve('prisma/migrations'));
      const key = crypto.randomBytes(32);
      await registerMembers(url, key, readMembers(fleet.kubeconfig));
      results.limit.push(await contest('scripts/bench/sync/limit.ts', [fleet.kubeconfig]));
      results.hub.push(await contest('scripts/bench/sync/hub.ts', [url, key.toString('base64'), expected]));
      results.informers.push(await contest('scripts/bench/sync/informers.ts', [fleet.kubeconfig, expected]));
      const [limit, hub, informers] = CONTESTANTS.map((name) => describe(results[name].at(-1)));
      console.log(`round ${round + 1}: limit ${limit}, hub ${hub}, informers ${informers}`);
    }
  } finally {
    await fleet.stop();
    await server.stop();
    rmSync(server.dataDir, { recursive: true, force: true });
  }
  return judge(results);
};

/** The time on the clock, which a shared machine stretches, and that of the processor, which it stretches less. */
function describe(result: SyncResult | undefined): string {
  return `${result?.seconds.toFixed(1)} s (${result?.cpu_seconds.toFixed(1)} s of processor time)`;
}

function judge(results: Record<(typeof CONTESTANTS)[number], SyncResult[]>) {
  const of = (name: keyof typeof results, field: keyof SyncResult) =>
    median(results[name].map((result) => result[field]));
  const figures = {
    seconds: round(of('hub', 'seconds')),
    limit_seconds: round(of('limit', 'seconds')),
    informer_seconds: round(of('informers', 'seconds')),
    rss_mb: round(of('hub', 'rss_mb'), 0),
    informer_rss_mb: round(of('informers', 'rss_mb'), 0),
    loop_stall_ms: round(of('hub', 'loop_stall_ms')),
    own_stall_ms: round(of('hub', 'own_stall_ms')),
    cpu_seconds: round(of('hub', 'cpu_seconds')),
    limit_cpu_seconds: round(of('limit', 'cpu_seconds')),
    informer_cpu_seconds: round(of('informers', 'cpu_seconds')),
  };
  const goals = [
    { goal: 'seconds <= 1.5 × limit', met: figures.seconds <= 1.5 * figures.limit_seconds },
    { goal: 'seconds <= informers / 2', met: figures.seconds <= figures.informer_seconds / 2 },
    { goal: 'rss <= informers / 4', met: figures.rss_mb <= figures.informer_rss_mb / 4 },
    { goal: 'rss <= 600 MB', met: figures.rss_mb <= 600 },
    { goal: 'loop stall <= 100 ms', met: figures.loop_stall_ms <= 100 },
  ];
  return { figures, goals };
}
