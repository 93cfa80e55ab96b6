import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createJoinToken } from '~/server/clusters/join-tokens';
import { JoinTokenInput } from '~/server/clusters/model/agent';
import type { Database } from '~/server/db/client';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { ensureDatabase, migrateDatabase } from '~/server/db/migrate';
import { type AgentProcess, agentFolder, buildAgent, startAgent } from '~/server/gateway/testing/agent-process';
import { startReplica, type TestReplica } from '~/server/gateway/testing/replica';
import { Secret } from '~/server/kernel/secret';
import { createMemberClient } from '~/server/kube/create-member-client';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { type Canary, findCanaries } from '../canary/find-canaries';
import { dumpDatabase } from '../canary/read-everything';
import type { Proof } from '../proof';

const MEMBERS = 3;
const WAIT_MS = 60_000;
const REQUEST = { actor: { kind: 'system', name: 'proof' } as const, requestId: 'proof' };

type Joined = { name: string; member: SimulatedMember; agent: AgentProcess; remove(): void; canaries: Canary[] };

/** A dump of the whole database of a hub with pull members that are watched and asked: nothing in it opens any of them. */
export const proveCredentials: Proof = async ({ seeds = MEMBERS }) => {
  buildAgent();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-prove-credentials-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  const url = `${postgres.url}/credentials`;
  await ensureDatabase(url);
  await migrateDatabase(url, path.resolve('prisma/migrations'));
  const hub = await startReplica({ url, key: randomBytes(32), watches: true });
  const { database } = hub.wiring;
  const joined: Joined[] = [];
  try {
    for (let index = 0; index < seeds; index++) joined.push(await joinOne(hub, `pull-${index}`));
    const canaries = joined.flatMap((one) => one.canaries);
    const violations = await judge(database, canaries);
    const caught = await plantFaults(hub, joined[0], canaries);
    const texts = (await dumpDatabase(database)).length;
    const planted = { faults_planted: caught.length, faults_caught: caught.filter(Boolean).length };
    return { counts: { members: joined.length, canaries: canaries.length, texts, ...planted }, violations };
  } finally {
    for (const { agent, member, remove } of joined) {
      await agent.stop();
      await member.close();
      remove();
    }
    await hub.stop();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** What opens a member stands nowhere, readable or sealed. */
async function judge(database: Database, canaries: readonly Canary[]): Promise<string[]> {
  const dump = await dumpDatabase(database);
  const found = dump.flatMap(({ where, text }) =>
    findCanaries(text, canaries).map((name) => `${where} holds: ${name}`),
  );
  const { rows } = await database.pool.query<{ name: string }>(
    "SELECT c.name FROM cluster_credential k JOIN cluster c ON c.id = k.cluster_id WHERE c.mode = 'pull'",
  );
  return [...found, ...rows.map(({ name }) => `a credential of ${name} is sealed, though its agent dials the hub`)];
}

async function joinOne(hub: TestReplica, name: string): Promise<Joined> {
  const member = await startMember({ name, version: 'v1.34.1' });
  const input = JoinTokenInput.parse({ names: name, autoApprove: true });
  const { token } = await createJoinToken(hub.wiring.agents, REQUEST, input);
  const { folder, remove } = agentFolder();
  const settings = { hub: hub.url, ca: hub.ca, kubeconfig: member.adminKubeconfig, token, state: folder };
  const agent = startAgent(settings);
  const until = Date.now() + WAIT_MS;
  while (!(await isSynced(hub.wiring.database, name))) {
    if (Date.now() > until) throw new Error(`${name} did not join: ${agent.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const client = createMemberClient(await hub.wiring.connections.of(name), { kind: 'hub' });
  await client.list({ group: '', version: 'v1', plural: 'namespaces' }, {});
  const key = readFileSync(path.join(folder, 'agent.key'), 'utf8');
  const own = { name: `key of the agent of ${name}`, value: key.split('\n')[1] ?? '' };
  const tokens = { name: `join token of ${name}`, value: token };
  return { name, member, agent, remove, canaries: [...credentialsOf(name, member.adminKubeconfig), own, tokens] };
}

function credentialsOf(name: string, kubeconfig: string): Canary[] {
  const [context] = parseKubeconfig(kubeconfig, new Date());
  if (!context?.ok) throw new Error('the kubeconfig has no usable context');
  const { credential } = context.member;
  const secret = credential.kind === 'token' ? credential.token : credential.key;
  // of a key its second line: the first ones are alike in all
  const value = credential.kind === 'token' ? secret.reveal() : (secret.reveal().split('\n')[2] ?? '');
  return [{ name: `credential of ${name}`, value }];
}

async function isSynced({ pool }: Database, name: string): Promise<boolean> {
  const { rows } = await pool.query(
    "SELECT 1 FROM inventory_sync s JOIN cluster c ON c.id = s.cluster_id WHERE c.name = $1 AND s.state = 'live'",
    [name],
  );
  return rows.length > 0;
}

/** A credential that is written down readable, and one that is sealed: each must be told. */
async function plantFaults({ wiring }: TestReplica, one: Joined | undefined, canaries: readonly Canary[]) {
  const { registry } = wiring.clusters;
  const cluster = await registry.find(one?.name ?? '');
  const [canary] = one?.canaries ?? [];
  if (!cluster || !canary) throw new Error('nothing has joined');
  await registry.edit(cluster.id, { annotations: { note: canary.value } });
  const readable = await judge(wiring.database, canaries);
  await registry.edit(cluster.id, { annotations: {} });
  const credential = { kind: 'token', token: new Secret(canary.value) } as const;
  await registry.replaceAccess(cluster.id, { server: 'https://192.0.2.1', credential }, null, null);
  const sealed = await judge(wiring.database, canaries);
  await registry.forgetCredential(cluster.id);
  return [readable.length === 1, sealed.length === 1];
}
