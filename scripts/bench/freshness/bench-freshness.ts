import crypto from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { migrateDatabase } from '~/server/db/migrate';
import { listNodes } from '../list-nodes';
import { type Bench, percentile, round } from '../measure';
import { type BenchHub, startBenchHub, startBenchMembers } from '../programs';
import { readMembers } from '../read-members';
import { registerMembers } from '../register-members';
import { openBrowserModel } from './browser-model';

const WARM_UP_MS = 5000;
/** So many that four full tables of a browser hold them all, and no change goes unmeasured. */
const NODES = 20;

/** From a change in a member to the row in a browser's model, through the built hub and one WebSocket. */
export const benchFreshness: Bench = async ({ quick, seconds = quick ? 8 : 60 }) => {
  const members = quick ? 20 : 100;
  const sizes = ['--members', String(members), '--nodes', String(NODES), '--changes-per-second', '200'];
  const fleet = await startBenchMembers(sizes);
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-pg-'));
  const server = await startEmbeddedPostgres({ dataDir });
  const url = `${server.url}/freshness`;
  const key = crypto.randomBytes(32);
  await migrateDatabase(url, path.resolve('prisma/migrations'));
  await registerMembers(url, key, readMembers(fleet.kubeconfig));
  const hub = await startBenchHub({
    DATABASE_URL: url,
    PORTOLAN_KEY: key.toString('base64'),
    PORTOLAN_DIAL_ALLOW: '127.0.0.0/8',
  });
  try {
    await untilListed(hub, members * NODES);
    const model = await openBrowserModel(hub);
    await pause(WARM_UP_MS);
    model.latencies.length = 0;
    await pause(seconds * 1000);
    const seen = [...model.latencies];
    model.close();
    const failure = model.failure();
    if (failure) throw failure;
    return judge(seen, seconds);
  } finally {
    await hub.stop();
    await fleet.stop();
    await server.stop();
    rmSync(server.dataDir, { recursive: true, force: true });
  }
};

function judge(latencies: number[], seconds: number) {
  const figures = {
    p50_ms: round(percentile(latencies, 0.5)),
    p99_ms: round(percentile(latencies, 0.99)),
    events_per_second: round(latencies.length / seconds),
  };
  const goals = [
    { goal: 'p50 <= 100 ms', met: figures.p50_ms <= 100 },
    { goal: 'p99 <= 400 ms', met: figures.p99_ms <= 400 },
    // two changes of one node within a batch are told as one
    { goal: 'at 200 changes a second', met: figures.events_per_second >= 195 },
  ];
  return { figures, goals };
}

async function untilListed(hub: BenchHub, wanted: number): Promise<void> {
  while ((await listNodes(hub, { limit: 1 })).total < wanted) await pause(200);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
