import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createJoinToken } from '~/server/clusters/join-tokens';
import { JoinTokenInput } from '~/server/clusters/model/agent';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { ensureDatabase, migrateDatabase } from '~/server/db/migrate';
import { startReplica, type TestReplica } from '~/server/gateway/testing/replica';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { Proof } from '../proof';
import type { FleetOrder } from './fleet-of-agents';
import { sendForeignFrames } from './foreign-frames';
import { measureSilences } from './silences';

const AGENTS = 200;
/** What one join token may be used for at most. */
const AGENTS_PER_TOKEN = 1000;
const TRIALS = 200;
/** Members that are asked at once. */
const ASKED_AT_ONCE = 64;
/** They make keys and are given certificates, all on this machine; nothing is promised of that. */
const JOINED_WITHIN_MS = 300_000;
const BACK_WITHIN_MS = 60_000;
const NOTICED_WITHIN_MS = 15_000;
const REQUEST = { actor: { kind: 'system', name: 'proof' } as const, requestId: 'proof' };

/**
 * Tunnels of many agents: each answers for its own member alone, also after frames that belong to nobody; a dead one is
 * noticed; and after the hub was started anew all are back. `seeds`: agents; `seconds` bounds how long they may take.
 */
export const proveTunnel: Proof = async ({ seeds = AGENTS, seconds }) => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-prove-tunnel-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  const url = `${postgres.url}/tunnel`;
  await ensureDatabase(url);
  await migrateDatabase(url, path.resolve('prisma/migrations'));
  const key = randomBytes(32);
  const names = Array.from({ length: seeds }, (_each, index) => `storm-${index}`);
  let fleet: ReturnType<typeof startFleet> | undefined;
  let hub = await startReplica({ url, key });
  try {
    const tokens = await newTokens(hub, seeds);
    fleet = startFleet({ names, tokens, hub: { url: hub.url, ca: hub.ca }, agentsPerToken: AGENTS_PER_TOKEN });
    const limit = seconds === undefined ? BACK_WITHIN_MS : seconds * 1000;
    const joinedMs = await allBack(hub, seeds, JOINED_WITHIN_MS);
    if (joinedMs > JOINED_WITHIN_MS) throw new Error(`${seeds} agents did not join: there is nothing to prove yet`);
    const mixed = await mixedAnswers(hub, names);
    const foreign = await sendForeignFrames(hub, seeds);
    const mixedAfter = await mixedAnswers(hub, names);
    const silences = await measureSilences(Math.min(TRIALS, seeds));
    const port = Number(new URL(hub.url).port);
    await hub.stop();
    hub = await startReplica({ url, key, port });
    const backMs = await allBack(hub, seeds, limit);
    const mixedAgain = await mixedAnswers(hub, names);
    const slowest = Math.max(...silences);
    const violations = [
      ...[...mixed, ...mixedAfter, ...mixedAgain, ...foreign.violations],
      ...judgeSilence(slowest),
      ...judgeBack(backMs, limit),
    ];
    const planted = [judgeSilence(16_000), judgeBack(limit + 1, limit), judgeAnswer('storm-1', 'storm-2')];
    return {
      counts: {
        ...{ agents: seeds, joined_ms: Math.round(joinedMs), back_ms: Math.round(backMs) },
        ...{ dead_trials: silences.length, dead_p100_ms: Math.round(slowest), foreign_frames: foreign.sent },
        ...{ faults_planted: planted.length, faults_caught: planted.filter((found) => found.length === 1).length },
      },
      violations,
    };
  } finally {
    fleet?.kill('SIGKILL');
    await hub.stop();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

async function newTokens({ wiring }: TestReplica, agents: number): Promise<string[]> {
  const input = JoinTokenInput.parse({ names: 'storm-*', uses: AGENTS_PER_TOKEN, minutes: 60, autoApprove: true });
  const count = Math.ceil(agents / AGENTS_PER_TOKEN);
  const made = Array.from({ length: count }, () => createJoinToken(wiring.agents, REQUEST, input));
  return (await Promise.all(made)).map(({ token }) => token);
}

/** Milliseconds until so many tunnels are up; `limit` and one when they are not by then. */
async function allBack({ wiring }: TestReplica, count: number, limit: number): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < limit) {
    if (wiring.agents.tunnels.tunnels.all().length >= count) return performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return limit + 1;
}

/** Every member is asked who it is, many at once. */
async function mixedAnswers({ wiring }: TestReplica, names: string[]): Promise<string[]> {
  const left = [...names];
  const violations: string[] = [];
  const asker = async () => {
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
      const client = createMemberClient(await wiring.connections.of(name), { kind: 'hub' });
      const asked = client.raw('/version').then(({ body }) => judgeAnswer(String(name), memberOf(body)));
      violations.push(...(await asked.catch((error: unknown) => [`${name} does not answer: ${error}`])));
    }
  };
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, asker));
  return violations;
}

/** Which member an answer is of; what was answered instead, when it is of none. */
const memberOf = (body: string) => (JSON.parse(body) as { member?: string }).member ?? body;

function startFleet(order: FleetOrder) {
  const program = ['--import', 'tsx', 'scripts/prove/tunnel/fleet-program.ts'];
  const child = spawn(process.execPath, program, { stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdin.end(JSON.stringify(order));
  return child;
}

const judgeAnswer = (asked: string, answered: string) =>
  asked === answered ? [] : [`${asked} was asked and ${answered} answered`];
const judgeSilence = (ms: number) =>
  ms <= NOTICED_WITHIN_MS ? [] : [`a dead tunnel was unnoticed for ${Math.round(ms)} ms`];
const judgeBack = (ms: number, limit: number) =>
  ms <= limit ? [] : [`not all agents were back ${Math.round(limit / 1000)} s after the hub was started anew`];
