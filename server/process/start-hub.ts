import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import next from 'next';
import { createSubscriptionDoor } from '~/server/api/upgrade';
import { importKubeconfig } from '~/server/clusters/import-kubeconfig';
import { createNotifier } from '~/server/db/notify';
import { type Env, readEnv } from '~/server/env';
import { loadAuthority } from '~/server/gateway/authority-store';
import { takeDoors } from '~/server/gateway/doors';
import { makeServerCertificate } from '~/server/gateway/hub-authority';
import { type Change, TOPICS } from '~/server/live/change';
import { createLiveHub } from '~/server/live/live-hub';
import { createLog } from '~/server/log';
import { issueSignInLink } from '~/server/teams/sessions';
import { createWiring, shareWiring, type Wiring } from '~/server/wiring';
import { readArguments } from './arguments';
import { startDemo } from './demo';
import { openSealer } from './hub-key';
import { writeLocalAccess } from './local-access';
import { openHubDatabase } from './open-database';
import { step, tell } from './progress';
import { createShutdown } from './shutdown';
import { type Publish, startWatches } from './watches';

const CHANNEL = 'portolan_live';
const MAX_NOTICE = 7800;

/** From the environment to a serving hub; throws one sentence when it cannot be. */
export async function startHub(argv: string[]): Promise<void> {
  const given = readArguments(argv);
  const env = withDemo(readEnv(process.env), given.demo);
  const log = createLog(env.logLevel);
  const shutdown = createShutdown(log);
  const doors = await takeDoors(env);
  shutdown.add(() => doors.close());
  const { database, url, close } = await openHubDatabase(env);
  shutdown.add(close);
  const sealer = openSealer(env);
  const live = createLiveHub();

  let tellReplicas = (_change: Change) => {};
  let nudge = () => {};
  const publish: Publish = (topic, cluster, keys) => {
    const change = { topic, cluster, ...(keys ? { keys } : {}) };
    live.publish(change);
    tellReplicas(change);
  };
  const changed = (cluster: string) => {
    nudge();
    publish('clusters', cluster);
  };
  const wiring = createWiring({ env, log, database, sealer, live, changed });
  shareWiring(wiring);

  const notifier = await createNotifier({
    url,
    pool: database.pool,
    channel: CHANNEL,
    onGap: live.resync,
    onMessage: (message) => {
      const change = readChange(message);
      if (change) live.publish(change);
      if (change?.topic === 'clusters') nudge();
    },
  });
  shutdown.add(() => notifier.close());
  tellReplicas = (change) => void notifier.send(writeChange(change)).catch(() => undefined);

  const authority = await loadAuthority(database, sealer, new Date());
  const certificate = env.tls
    ? { cert: readFileSync(env.tls.cert, 'utf8'), key: readFileSync(env.tls.key, 'utf8') }
    : await ownCertificate(authority, env);
  await wiring.audit.abandonBefore(new Date(Date.now() - 600_000));

  const app = next({ dev: !env.production, dir: process.cwd(), port: env.port, hostname: env.host ?? 'localhost' });
  await step('Preparing the pages', () => app.prepare());
  const handle = app.getRequestHandler();
  const upgradePages = env.production ? undefined : app.getUpgradeHandler();
  const subscriptions = createSubscriptionDoor(wiring);
  shutdown.add(async () => subscriptions.close());

  await doors.open(
    (request, response) => void handle(request, response),
    (request, socket, head) => {
      const path = request.url?.split('?')[0];
      if (path === '/api/trpc-ws') subscriptions.upgrade(request, socket, head);
      else if (upgradePages && path?.startsWith('/_next/')) void upgradePages(request, socket, head);
      else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
    },
    certificate,
  );
  if (env.role !== 'web') {
    const watches = startWatches(wiring, publish);
    nudge = watches.nudge;
    shutdown.add(() => watches.stop());
  }
  await writeLocalAccess(wiring, authority.certificate);
  await greet(wiring, env);

  if (given.demo) shutdown.add(await startDemo(wiring, env));
  if (given.kubeconfig) await importFile(wiring, given.kubeconfig);
}

/** The demo's members listen on this machine, which the dialer refuses otherwise. */
const withDemo = (env: Env, demo: boolean): Env => (demo ? { ...env, dialAllow: `${env.dialAllow},127.0.0.0/8` } : env);

async function ownCertificate(authority: { certificate: string; key: string }, env: Env) {
  const names = [
    'localhost',
    '127.0.0.1',
    '::1',
    hostname(),
    ...(env.publicUrl ? [env.publicUrl.hostname.replace(/^\[|\]$/g, '')] : []),
  ];
  const { certificate, key } = await makeServerCertificate(authority, [...new Set(names)], new Date());
  return { cert: `${certificate}\n${authority.certificate}`, key };
}

/** PostgreSQL takes 8 kB at most: where the keys do not fit, any row may have changed. */
function writeChange({ topic, cluster, keys }: Change): string {
  const full = JSON.stringify({ topic, cluster, keys });
  return full.length <= MAX_NOTICE ? full : JSON.stringify({ topic, cluster });
}

function readChange(message: string): Change | undefined {
  const { topic, cluster, keys } = JSON.parse(message) as Partial<Change>;
  if (!topic || !TOPICS.includes(topic) || typeof cluster !== 'string') return undefined;
  return { topic, cluster, ...(Array.isArray(keys) ? { keys } : {}) };
}

async function greet(wiring: Wiring, env: Env): Promise<void> {
  const address = env.publicUrl?.origin ?? `http://localhost:${env.port}`;
  tell(`Portolan is at ${address}`);
  tell(`machines use https://${env.publicUrl?.hostname ?? 'localhost'}:${env.tlsPort}`);
  const token = await issueSignInLink(wiring.sessions);
  if (token) tell(`sign in as the first administrator, once: ${address}/sign-in#token=${token}`);
}

async function importFile(wiring: Wiring, file: string): Promise<void> {
  const results = await importKubeconfig(wiring.clusters, readFileSync(file, 'utf8'));
  for (const { context, outcome, detail } of results) tell(`${context}: ${outcome}${detail ? ` (${detail})` : ''}`);
}
