import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Agent, request } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { approveAgent } from '~/server/clusters/decide-agent';
import { createJoinToken } from '~/server/clusters/join-tokens';
import { JoinTokenInput } from '~/server/clusters/model/agent';
import { revokeAgent } from '~/server/clusters/revoke-agent';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { ensureDatabase, migrateDatabase } from '~/server/db/migrate';
import { type AgentProcess, agentFolder, buildAgent, startAgent } from '~/server/gateway/testing/agent-process';
import { startReplica, type TestReplica } from '~/server/gateway/testing/replica';
import { createMemberClient } from '~/server/kube/create-member-client';
import { startMember } from '~/server/simulator/member';
import { ADA } from '~/server/teams/testing/people';

const REQUEST = { actor: ADA, requestId: 'test' };
const HUB = { kind: 'hub' } as const;
const SOON = { timeout: 20_000, interval: 50 };
const key = randomBytes(32);
const running: AgentProcess[] = [];
let hub: TestReplica;
let url: string;
const ends: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  buildAgent();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-agents-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  url = `${postgres.url}/agents`;
  await ensureDatabase(url);
  await migrateDatabase(url, path.resolve('prisma/migrations'));
  hub = await startReplica({ url, key, watches: true });
  ends.push(
    () => rmSync(dataDir, { recursive: true, force: true }),
    postgres.stop,
    () => hub.stop(),
  );
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});
afterEach(async () => {
  for (const agent of running.splice(0)) await agent.stop();
});

function start(settings: Parameters<typeof startAgent>[0]): AgentProcess {
  const agent = startAgent(settings);
  running.push(agent);
  return agent;
}

const newToken = (input: Partial<JoinTokenInput>) =>
  createJoinToken(hub.wiring.agents, REQUEST, JoinTokenInput.parse({ names: 'edge', ...input }));

/** An agent that was started, introduced itself and was approved. */
async function joined(name: string, kubeconfig: string) {
  const { token } = await newToken({ names: name });
  const { folder, remove } = agentFolder();
  ends.push(remove);
  const settings = { hub: hub.url, ca: hub.ca, kubeconfig, state: folder };
  const agent = start({ ...settings, token });
  const pending = await vi.waitFor(async () => {
    const found = (await hub.wiring.agents.agents.list()).find((each) => each.name === name);
    if (found?.state !== 'pending') throw new Error(agent.said());
    return found;
  }, SOON);
  expect(await hub.wiring.clusters.registry.find(name)).toBeUndefined();
  await approveAgent(hub.wiring.agents, REQUEST, pending.id);
  await vi.waitFor(() => expect(agent.said()).toContain('connected to'), SOON);
  // the agent is connected a moment before the hub has heard what it takes
  await comesBack(name);
  expect(agent.said()).toContain(pending.fingerprint);
  return { agent, settings, pending };
}

const trusting = (ca: string) => new Agent({ connect: { ca } });
const nodesOf = async (name: string) => {
  const { rows } = await hub.wiring.database.pool.query<{ name: string }>(
    'SELECT n.name FROM inventory_node n JOIN cluster c ON c.id = n.cluster_id WHERE c.name = $1',
    [name],
  );
  return rows.map((row) => row.name);
};
const clientOf = async (name: string, { wiring } = hub) => createMemberClient(await wiring.connections.of(name), HUB);
const isConnected = async (name: string) => {
  const cluster = await hub.wiring.clusters.registry.find(name);
  return cluster !== undefined && hub.wiring.agents.tunnels.tunnels.find(cluster.id) !== undefined;
};
const comesBack = (name: string) => vi.waitFor(async () => expect(await isConnected(name)).toBe(true), SOON);

async function reads(kubeconfig: string, name: string, minimum: number) {
  const { agent, settings } = await joined(name, kubeconfig);
  await vi.waitFor(async () => expect((await nodesOf(name)).length).toBeGreaterThanOrEqual(minimum), SOON);
  const version = await (await clientOf(name)).raw('/version');
  expect(version).toMatchObject({ status: 200 });
  return { agent, settings };
}

describe('the agent as a process', () => {
  it('brings a real control plane behind a wall into the fleet, and comes back after a restart without a token', async () => {
    const { agent, settings } = await reads(inject('runningMember').kubeconfig, 'real-edge', 3);
    await agent.stop();
    await vi.waitFor(async () => expect(await isConnected('real-edge')).toBe(false), SOON);
    await expect((await clientOf('real-edge')).raw('/version')).rejects.toMatchObject({
      failure: { reason: 'agent-away' },
    });
    rmSync(path.join(settings.state, 'token'));
    const again = start(settings);
    await comesBack('real-edge');
    expect(again.said()).toContain('the key is the one before');
  });

  it('brings a simulated one in, is out within a second when revoked, and is told', async () => {
    const member = await startMember({ name: 'simulated', version: 'v1.34.1' });
    ends.push(() => member.close());
    const { agent } = await reads(member.adminKubeconfig, 'simulated-edge', 0);
    const began = performance.now();
    await revokeAgent(hub.wiring.agents, REQUEST, 'simulated-edge');
    await vi.waitFor(async () => expect(await isConnected('simulated-edge')).toBe(false), {
      timeout: 1000,
      interval: 5,
    });
    expect(performance.now() - began).toBeLessThan(1000);
    await vi.waitFor(() => expect(agent.said()).toContain('the hub has revoked this agent'), SOON);
    await vi.waitFor(() => expect(agent.said()).toContain('this agent has been revoked: delete its Secret'), SOON);
  });

  it('passes no write while the owner of the member wants none, and says so to the hub', async () => {
    const member = await startMember({ name: 'kept', version: 'v1.34.1' });
    ends.push(() => member.close());
    const { agent, settings } = await reads(member.adminKubeconfig, 'kept-edge', 0);
    const { id = '' } = (await hub.wiring.clusters.registry.find('kept-edge')) ?? {};
    expect((await hub.wiring.agents.agents.reach(id)).tunnel).toMatchObject({ connected: true, writes: true });
    writeFileSync(path.join(settings.state, 'writes'), 'false');
    await vi.waitFor(() => expect(agent.said()).toContain('the hub may read only'), SOON);
    await comesBack('kept-edge');
    expect((await hub.wiring.agents.agents.reach(id)).tunnel).toMatchObject({ connected: true, writes: false });
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'default' } };
    const made = (await clientOf('kept-edge')).create(
      { group: '', version: 'v1', plural: 'configmaps' },
      { namespace: 'default' },
      configMap,
    );
    await expect(made).rejects.toMatchObject({ failure: { kind: 'cluster-refused', status: 403 } });
  });

  it('is refused with a token that is used up, and with a name that another cluster has', async () => {
    const member = await startMember({ name: 'third', version: 'v1.34.1' });
    ends.push(() => member.close());
    const { token, id } = await newToken({ names: 'third-edge' });
    await hub.wiring.agents.joinTokens.end(id);
    const { folder, remove } = agentFolder();
    ends.push(remove);
    const settings = { hub: hub.url, ca: hub.ca, kubeconfig: member.adminKubeconfig, state: folder };
    const late = start({ ...settings, token });
    await vi.waitFor(() => expect(late.said()).toContain('unknown, used up or over'), SOON);
    await late.stop();
    const taken = await newToken({ names: 'real-edge' });
    const second = start({ ...settings, token: taken.token });
    await vi.waitFor(() => expect(second.said()).toContain('the name real-edge belongs to another cluster'), SOON);
  });

  it('is made in a real control plane by the manifest of a token, which kubectl takes whole and a wrong token does not get', async () => {
    const { token } = await newToken({ names: 'applied-*' });
    const fetched = async (path: string) => {
      const { statusCode, body } = await request(`${hub.url}/join/${path}`, { dispatcher: trusting(hub.ca) });
      return { status: statusCode, text: await body.text() };
    };
    expect(await fetched(`${token.slice(0, -1)}-.yaml`)).toMatchObject({ status: 404 });
    const { status, text } = await fetched(`${token}.yaml?name=applied-1`);
    expect(status).toBe(200);
    expect(text.split(token)).toHaveLength(2);
    const { folder, remove } = agentFolder();
    ends.push(remove);
    writeFileSync(path.join(folder, 'kubeconfig'), inject('realMember').kubeconfig);
    const kubectl = (...args: string[]) =>
      execFileSync(inject('kubectls').new, ['--kubeconfig', path.join(folder, 'kubeconfig'), ...args], {
        input: text,
        encoding: 'utf8',
      });
    expect(kubectl('apply', '-f', '-')).toContain('deployment.apps/portolan-agent created');
    const account = 'system:serviceaccount:portolan-agent:portolan-agent';
    const may = (verb: string, what: string, ...more: string[]) => {
      try {
        return kubectl('auth', 'can-i', verb, what, '--as', account, ...more).trim();
      } catch {
        return 'no';
      }
    };
    expect([may('list', 'pods', '-A'), may('watch', 'deployments', '-A'), may('impersonate', 'users')]).toEqual([
      'yes',
      'yes',
      'yes',
    ]);
    expect([may('get', 'secrets', '-A'), may('create', 'clusterrolebindings'), may('create', 'secrets', '-A')]).toEqual(
      ['no', 'no', 'no'],
    );
    expect(may('patch', 'secrets/portolan-agent-key', '-n', 'portolan-agent')).toBe('yes');
    kubectl('delete', 'namespace', 'portolan-agent', '--wait=false');
  });

  it('serves every replica of the hub, whichever it dialled', async () => {
    const other = await startReplica({ url, key });
    ends.push(() => other.stop());
    const member = await startMember({ name: 'shared', version: 'v1.34.1' });
    ends.push(() => member.close());
    const { agent } = await reads(member.adminKubeconfig, 'shared-edge', 0);
    const client = await clientOf('shared-edge', other);
    expect(await client.raw('/version')).toMatchObject({ status: 200 });
    const pods = await client.list({ group: '', version: 'v1', plural: 'namespaces' }, {});
    expect(pods.items.map(({ metadata }) => metadata.name)).toContain('kube-system');
    await agent.stop();
    await vi.waitFor(
      () => expect(client.raw('/version')).rejects.toMatchObject({ failure: { reason: 'agent-away' } }),
      SOON,
    );
  });

  it('needs little memory', async () => {
    const member = await startMember({ name: 'small', version: 'v1.34.1' });
    ends.push(() => member.close());
    const { agent } = await reads(member.adminKubeconfig, 'small-edge', 0);
    const status = readFileSync(`/proc/${agent.child.pid}/status`, 'utf8');
    const megabytes = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    expect(megabytes).toBeGreaterThan(10);
    expect(megabytes).toBeLessThan(70);
  });
});
