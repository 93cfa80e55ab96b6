import { readFileSync } from 'node:fs';
import next from 'next';
import { createSubscriptionDoor } from '~/server/api/upgrade';
import { importKubeconfig } from '~/server/clusters/import-kubeconfig';
import { type Env, machinesOrigin, publicOrigin, readEnv } from '~/server/env';
import { loadAuthority } from '~/server/gateway/authority-store';
import { createBrowserDoor } from '~/server/gateway/browser-door';
import { STREAM_PATH } from '~/server/gateway/browsers/stream-door';
import { takeDoors } from '~/server/gateway/doors';
import { loadHubId } from '~/server/gateway/hub-id';
import { refuseUpgrade } from '~/server/gateway/last-word';
import { createMachineDoors } from '~/server/gateway/machine-doors';
import { createLiveHub } from '~/server/live/live-hub';
import { createLog, type Log } from '~/server/log';
import { DOWNLOAD_PATH } from '~/server/objects/model/transfer';
import { issueSignInLink } from '~/server/teams/sessions';
import { watchRights } from '~/server/teams/watch/rights-signal';
import { shareWiring, type Wiring } from '~/server/wiring';
import { createYamlThread } from '~/server/yaml/yaml-thread';
import { type Arguments, readArguments } from './arguments';
import { doorCertificate, renewCertificate } from './certificates';
import { startDemo } from './demo';
import { startFederation } from './federation';
import { openSealer } from './hub-key';
import { keepCredentials } from './keep-credentials';
import { keepRecord } from './keep-record';
import { wireWithTunnels } from './keep-tunnels';
import { writeLocalAccess } from './local-access';
import { keepMemberRights } from './member-rights';
import { nameProvider } from './name-provider';
import { startNotifications } from './notifications';
import { openHubDatabase } from './open-database';
import { step, tell } from './progress';
import { joinReplicas, type Replicas } from './replicas';
import { sendRecord } from './send-record';
import { createShutdown, type Shutdown } from './shutdown';
import { type Publish, startWatches } from './watches';

/** From the environment to a serving hub; throws one sentence when it cannot be, and leaves nothing running then. */
export async function startHub(argv: string[]): Promise<void> {
  const given = readArguments(argv);
  const env = withOpenings(readEnv(process.env), given);
  const log = createLog(env.logLevel);
  const shutdown = createShutdown(log);
  try {
    await start(given, env, log, shutdown);
  } catch (error) {
    await shutdown.stopAll();
    throw error;
  }
}

async function start(given: Arguments, env: Env, log: Log, shutdown: Shutdown): Promise<void> {
  const doors = await takeDoors(env);
  shutdown.add(() => doors.close());
  const { database, url, close } = await openHubDatabase(env);
  shutdown.add(close);
  const sealer = openSealer(env);
  const live = createLiveHub();

  let nudge = () => {};
  let replicas: Replicas | undefined;
  const publish: Publish = (topic, cluster, keys) => {
    const change = { topic, cluster, ...(keys ? { keys } : {}) };
    live.publish(change);
    replicas?.tell(change);
  };
  const changed = (cluster: string) => {
    nudge();
    publish('clusters', cluster);
  };
  const yaml = createYamlThread();
  shutdown.add(yaml.close);
  const rights = await watchRights(url, database);
  shutdown.add(rights.close);
  const authority = await loadAuthority(database, sealer, new Date());
  const hubId = await loadHubId(database);
  const ground = { env, hubId, log, database, sealer, live, rights, yaml, changed, publish, authority };
  const { wiring, news } = await wireWithTunnels(url, ground);
  shareWiring(wiring);
  shutdown.add(news.close);
  replicas = await joinReplicas(url, database.pool, live, () => nudge());
  shutdown.add(replicas.close);
  await wiring.audit.abandonBefore(new Date(Date.now() - 600_000));

  const app = next({ dev: !env.production, dir: process.cwd(), port: env.port, hostname: env.host ?? 'localhost' });
  await step('Preparing the pages', () => app.prepare());
  const handle = app.getRequestHandler();
  const upgradePages = env.production ? undefined : app.getUpgradeHandler();
  const subscriptions = createSubscriptionDoor(wiring);
  shutdown.add(async () => subscriptions.close());
  const streams = createBrowserDoor(wiring);
  shutdown.add(async () => streams.close());

  const certificate = doorCertificate(authority, env, log);
  const machines = createMachineDoors(wiring);
  shutdown.add(async () => machines.close());
  await doors.open(
    {
      pages: (request, response) => {
        const isDownload = request.url?.split('?')[0] === DOWNLOAD_PATH;
        void (isDownload ? streams.download(request, response) : handle(request, response));
      },
      upgrade: (request, socket, head) => {
        const path = request.url?.split('?')[0];
        if (path === '/api/trpc-ws') subscriptions.upgrade(request, socket, head);
        else if (path === STREAM_PATH) streams.upgrade(request, socket, head);
        else if (upgradePages && path?.startsWith('/_next/')) void upgradePages(request, socket, head);
        else refuseUpgrade(socket, '404 Not Found');
      },
      machines,
    },
    await certificate(),
  );
  shutdown.add(renewCertificate(doors, certificate, log));
  if (env.role !== 'web') nudge = startWork(wiring, publish, shutdown);
  await nameProvider(wiring.accounts.providers, env.oidc);
  const operator = await writeLocalAccess(wiring, authority.certificate);
  await greet(wiring, env);

  if (given.demo) shutdown.add(await startDemo(wiring, env, operator));
  if (given.kubeconfig) await importFile(wiring, given.kubeconfig);
}

/** What one replica does for all; answers how to look at once for members that changed. */
function startWork(wiring: Wiring, publish: Publish, shutdown: Shutdown): () => void {
  const watches = startWatches(wiring, publish);
  shutdown.add(() => watches.stop());
  const memberRights = keepMemberRights(wiring, publish);
  shutdown.add(() => memberRights.stop());
  const federation = startFederation(wiring, publish);
  shutdown.add(() => federation.stop());
  const credentials = keepCredentials(wiring, publish);
  shutdown.add(() => credentials.stop());
  const notifications = startNotifications(wiring);
  shutdown.add(() => notifications.stop());
  shutdown.add(keepRecord(wiring));
  shutdown.add(sendRecord(wiring));
  return watches.nudge;
}

const LOOPBACK = '127.0.0.0/8,::1/128';
const PRIVATE = '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,fc00::/7';

/** The demo's members are on this machine, and those of somebody's kubeconfig often in a private network. */
function withOpenings(env: Env, { demo, kubeconfig }: Arguments): Env {
  const openings = [env.dialAllow, ...(demo || kubeconfig ? [LOOPBACK] : []), ...(kubeconfig ? [PRIVATE] : [])];
  return { ...env, dialAllow: openings.filter((opening) => opening !== '').join(',') };
}

async function greet(wiring: Wiring, env: Env): Promise<void> {
  const address = publicOrigin(env);
  tell(`Portolan is at ${address}`);
  tell(`machines use ${machinesOrigin(env)}`);
  const token = await issueSignInLink(wiring.sessions);
  if (token) tell(`sign in as the first administrator, once: ${address}/sign-in#token=${token}`);
}

async function importFile(wiring: Wiring, file: string): Promise<void> {
  const results = await importKubeconfig(wiring.clusters, readFileSync(file, 'utf8'));
  for (const { context, outcome, detail } of results) tell(`${context}: ${outcome}${detail ? ` (${detail})` : ''}`);
}
