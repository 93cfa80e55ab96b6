import dns from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { POST } from '~/app/api/trpc/[trpc]/route';
import { openDatabase } from '~/server/db/client';
import { readEnv } from '~/server/env';
import { createLiveHub } from '~/server/live/live-hub';
import { createLog } from '~/server/log';
import { startFederation } from '~/server/process/federation';
import { openSealer } from '~/server/process/hub-key';
import { joinReplicas, type Replicas } from '~/server/process/replicas';
import { type Publish, startWatches } from '~/server/process/watches';
import { watchRights } from '~/server/teams/watch/rights-signal';
import { createWiring, shareWiring } from '~/server/wiring';
import { createYamlThread } from '~/server/yaml/yaml-thread';
import { MEMBERS } from './places';

// One replica of the hub, without pages: its procedures over http, its watches and its deliveries. CHAOS_HOST is where this
// replica finds every member, so that the way to each can be broken for it alone.
const { CHAOS_HOST: host = '127.0.0.1', CHAOS_LATE_SECONDS: late = '10', DATABASE_URL: url = '' } = process.env;
const system = dns.lookup as unknown as (...given: unknown[]) => void;
const found = (name: string, ...rest: unknown[]) => {
  const callback = rest.at(-1) as (error: null, addresses: object[]) => void;
  if (MEMBERS.includes(name)) callback(null, [{ address: host, family: 4 }]);
  else system(name, ...rest);
};
dns.lookup = found as unknown as typeof dns.lookup;
syncBuiltinESMExports();
// as the hub's own process
process.on('unhandledRejection', (error) => console.error('nobody awaited', error));
process.on('uncaughtException', (error) => {
  console.error('uncaught', error);
  process.exit(70);
});

const server = createServer((message, response) => {
  void answer(message, response).catch(() => response.destroy());
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address() as AddressInfo;
const env = { ...readEnv({ ...process.env, PORT: String(port) }), port };
const [database, live, sealer] = [openDatabase(url, 8), createLiveHub(), openSealer(env)];
let replicas: Replicas | undefined;
let nudge = () => {};
const publish: Publish = (topic, cluster, keys) => {
  const change = { topic, cluster, ...(keys ? { keys } : {}) };
  live.publish(change);
  replicas?.tell(change);
};
const wiring = createWiring({
  ...{ env, hubId: 'chaos', log: createLog(env.logLevel), database, sealer, live, publish, yaml: createYamlThread() },
  ...{
    rights: await watchRights(url, database),
    authority: { certificate: '', key: '' },
    tellTunnels: async () => undefined,
  },
  changed: (cluster) => {
    nudge();
    publish('clusters', cluster);
  },
});
shareWiring(wiring);
replicas = await joinReplicas(url, database.pool, live, () => nudge());
nudge = startWatches(wiring, publish).nudge;
startFederation(wiring, publish, { lateSeconds: Number(late) });
process.stdout.write(`${JSON.stringify({ port, holder: wiring.processId })}\n`);

async function answer(message: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const headers = Object.entries(message.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const request = { method: 'POST', headers, body: Buffer.concat(chunks) };
  const answered = await POST(new Request(`http://127.0.0.1:${port}${message.url}`, request));
  response.writeHead(answered.status, { 'content-type': 'application/json' });
  response.end(Buffer.from(await answered.arrayBuffer()));
}
