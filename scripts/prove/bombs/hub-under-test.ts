import { readFileSync } from 'node:fs';
import { request } from 'undici';
import { startBenchHub, startBenchMembers } from '../../bench/programs';
import type { Bomb } from './bombs';

const METRICS_TOKEN = 'metrics-token-of-a-proof';

/** What one request cost: its answer's status and time, the longest stall of the event loop meanwhile. */
export type Cost = { status: number; body: string; ms: number; stallMs: number };

export type Target = {
  send(bomb: Bomb): Promise<Cost>;
  rssMb(): Promise<number>;
  stop(): Promise<void>;
};

/** The product as a newcomer starts it, with one registered member that YAML can be sent to. */
export async function startHubUnderTest(cluster: string): Promise<Target> {
  const members = await startBenchMembers(['--members', '1', '--nodes', '1']);
  const hub = await startBenchHub({ PORTOLAN_METRICS_TOKEN: METRICS_TOKEN, PORTOLAN_DIAL_ALLOW: '127.0.0.0/8' });
  const target = targetAt(hub.origin, hub.token);
  const text = readFileSync(members.kubeconfig, 'utf8');
  const access = { by: 'kubeconfig', text, context: 'bench-001' };
  const { status, body } = await target.send({
    name: 'register',
    path: '/api/trpc/clusters.register',
    headers: { 'x-portolan': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ name: cluster, access }),
  });
  if (status !== 200) throw new Error(`the member was not registered: ${status} ${body}`);
  return {
    ...target,
    stop: async () => {
      await hub.stop();
      await members.stop();
    },
  };
}

/** A server whose metrics tell of its event loop; reading them begins the next measurement. */
export function targetAt(origin: string, token: string): Omit<Target, 'stop'> {
  const metric = async (name: string) => {
    const { body } = await request(`${origin}/api/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await body.text())?.[1] ?? Number.NaN);
  };
  return {
    send: async ({ method = 'POST', path, headers = {}, body }) => {
      await metric('nodejs_eventloop_lag_max_seconds');
      // the histogram measures from its second tick on
      await new Promise((resolve) => setTimeout(resolve, 50));
      const began = performance.now();
      const answer = await request(`${origin}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(body === undefined ? {} : { body }),
      }).catch((error: NodeJS.ErrnoException) => ({ statusCode: 0, body: { text: async () => String(error.code) } }));
      const text = await answer.body.text();
      const ms = performance.now() - began;
      const stallMs = (await metric('nodejs_eventloop_lag_max_seconds')) * 1000;
      return { status: answer.statusCode, body: text.slice(0, 5000), ms, stallMs };
    },
    rssMb: async () => (await metric('process_resident_memory_bytes')) / 1024 / 1024,
  };
}
