import { request } from 'undici';
import { appRouter } from '~/server/api/root';
import { startBenchHub } from '../../bench/programs';
import { TABLE } from '../authz/table';
import type { Proof } from '../proof';
import { type Forged, foreignOrigins, forgedRequests } from './forged-requests';
import { knock, UPGRADES } from './upgrades';

type Definition = { type: 'query' | 'mutation' | 'subscription' };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Definition }>);
const mutations = procedures.filter(([, { _def }]) => _def.type === 'mutation').map(([name]) => name);

const METRICS_TOKEN = 'metrics-token-of-a-proof';
const AT_ONCE = 16;

/** Every mutation from every origin in every content type, and every upgrade, with a live cookie: none may run. */
export const proveCsrf: Proof = async () => {
  const hub = await startBenchHub({ PORTOLAN_METRICS_TOKEN: METRICS_TOKEN });
  const cookie = `portolan=${hub.token}`;
  const runs = () => countRuns(hub.origin);
  try {
    const planted = await plantFaults(hub.origin, cookie, runs);
    const violations: string[] = [];
    let requests = 0;
    for (const name of mutations) {
      const before = await runs();
      const forged = forgedRequests(hub.origin, name, TABLE[name]?.input, cookie);
      requests += forged.length;
      violations.push(...(await sendAll(hub.origin, forged)));
      const ran = (await runs()) - before;
      if (ran > 0) violations.push(`${name} ran ${ran} times`);
    }
    let upgrades = 0;
    for (const path of UPGRADES) {
      for (const origin of foreignOrigins(hub.origin)) {
        upgrades++;
        if ((await knock(hub.origin, path, cookie, origin)) === 'open') {
          violations.push(`the upgrade ${path} opened for ${origin ?? 'nowhere'}`);
        }
      }
    }
    const counts = { mutations: mutations.length, requests, upgrades, faults_planted: planted.length };
    return { counts: { ...counts, faults_caught: planted.filter(Boolean).length }, violations };
  } finally {
    await hub.stop();
  }
};

async function sendAll(origin: string, forged: Forged[]): Promise<string[]> {
  const waiting = [...forged];
  const violations: string[] = [];
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) violations.push(...(await judge(origin, next)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return violations;
}

/** A forged request is refused before any procedure sees it, and leaves no cookie. */
async function judge(origin: string, { what, method, path, headers, body }: Forged): Promise<string[]> {
  const sent = { method, headers, ...(body === undefined ? {} : { body }) };
  const { statusCode, headers: answered, body: answer } = await request(`${origin}${path}`, sent);
  await answer.dump();
  const isRefused = statusCode >= 400 && statusCode < 500 && answered['set-cookie'] === undefined;
  return isRefused ? [] : [`${what}: ${statusCode}`];
}

/** How many procedures this hub has run so far, whatever came of them. */
async function countRuns(origin: string): Promise<number> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const text = await (await request(`${origin}/api/metrics`, { headers })).body.text();
  const counts = [...text.matchAll(/^portolan_procedure_seconds_count\{.*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

/** What our own pages send runs, and would be told if it were forged: an answer, a run, an open socket. */
async function plantFaults(origin: string, cookie: string, runs: () => Promise<number>): Promise<boolean[]> {
  const before = await runs();
  const headers = { origin, cookie, 'x-portolan': '1', 'content-type': 'application/json' };
  const path = '/api/trpc/teams.save';
  const own: Forged = { what: 'our own', method: 'POST', path, headers, body: '{"name":"proof"}' };
  const told = await judge(origin, own);
  const [upgrade = ''] = UPGRADES;
  return [told.length > 0, (await runs()) > before, (await knock(origin, upgrade, cookie, origin)) === 'open'];
}
