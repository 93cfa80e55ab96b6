import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '~/server/db/client';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { ensureDatabase } from '~/server/db/migrate';
import { median } from '../../bench/measure';
import { startBenchHub } from '../../bench/programs';
import type { Proof } from '../proof';
import { REVOCATIONS, type Revocation, type Subject } from './revocations';
import { newSubject } from './subject';
import { followSocket, untilRefused } from './watch-right';

const TRIALS = 40;
const AT_ONCE = 4;
const REQUEST_LIMIT_MS = 1_000;
const STREAM_LIMIT_MS = 5_000;

/** What a right did after it was taken: for how long requests at each replica, and a stream that was open, still had it. */
type Outlived = { revocation: string; requestMs: number; streamMs: number };

/** A right that is taken back at one replica is gone at every one within a second, and with its open streams within five. */
export const proveRevoke: Proof = async ({ seeds }) => {
  const trials = seeds ?? TRIALS;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-prove-revoke-'));
  const server = await startEmbeddedPostgres({ dataDir });
  const url = `${server.url}/revoke`;
  await ensureDatabase(url);
  const env = { DATABASE_URL: url, PORTOLAN_KEY: Buffer.alloc(32, 7).toString('base64') };
  // one after the other: the first migrates the database
  const first = await startBenchHub(env);
  const second = await startBenchHub(env);
  const database = openDatabase(url, 8);
  const origins = [first.origin, second.origin];
  try {
    const keeps: Revocation = { name: 'nothing', take: async () => undefined };
    const planted = await outlived(await newSubject(database), keeps, origins);
    const found: Outlived[] = [];
    for (let trial = 0; trial < trials; trial += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, trials - trial) }, async (_, index) => {
        const revocation = REVOCATIONS[(trial + index) % REVOCATIONS.length] as Revocation;
        return outlived(await newSubject(database, revocation.by), revocation, origins);
      });
      found.push(...(await Promise.all(batch)));
    }
    const violations = found.flatMap(judge);
    const counts = {
      ...{ trials: found.length, replicas: origins.length, kinds: REVOCATIONS.length },
      ...{ request_ms: Math.round(median(found.map(({ requestMs }) => requestMs))) },
      ...{ stream_ms: Math.round(median(found.map(({ streamMs }) => streamMs))) },
      ...{ longest_request_ms: Math.round(Math.max(...found.map(({ requestMs }) => requestMs))) },
      ...{ longest_stream_ms: Math.round(Math.max(...found.map(({ streamMs }) => streamMs))) },
      ...{ faults_planted: 2, faults_caught: judge(planted).length },
    };
    return { counts, violations };
  } finally {
    await database.close();
    await first.stop();
    await second.stop();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

async function outlived(subject: Subject, revocation: Revocation, origins: string[]): Promise<Outlived> {
  const socket = await followSocket(origins[1] ?? '', subject.token);
  await revocation.take(subject);
  const began = performance.now();
  const [requests, streamMs] = await Promise.all([
    Promise.all(origins.map((origin) => untilRefused(origin, subject.token, began, 2 * REQUEST_LIMIT_MS))),
    socket.closedAfter(began, 2 * STREAM_LIMIT_MS),
  ]);
  return { revocation: revocation.name, requestMs: Math.max(...requests), streamMs };
}

function judge({ revocation, requestMs, streamMs }: Outlived): string[] {
  return [
    ...(requestMs > REQUEST_LIMIT_MS ? [`${revocation}: a request was answered ${requestMs.toFixed(0)} ms later`] : []),
    ...(streamMs > STREAM_LIMIT_MS ? [`${revocation}: a stream was open ${streamMs.toFixed(0)} ms later`] : []),
  ];
}
