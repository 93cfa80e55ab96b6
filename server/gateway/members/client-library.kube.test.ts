import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { promisify } from 'node:util';
import { CoreV1Api, Exec, KubeConfig, type V1Status, Watch } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { bindInMember, startMembersDoor, type TestDoor } from '~/server/gateway/testing/members-door';
import { connectMember, type MemberConnection } from '~/server/kube/member-connection';
import { memberHere } from '~/server/kube/testing/member-here';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { ADA } from '~/server/teams/testing/people';

const namespace = 'door-library';
let connection: MemberConnection;
let door: TestDoor;
const config = new KubeConfig();

beforeAll(async () => {
  connection = connectMember(memberHere(inject('runningMember').kubeconfig), { dialer: loopbackDialer });
  await bindInMember(connection, { ...ADA, id: LIBRARY }, 'portolan:library');
  door = await startMembersDoor({ here: connection }, () => ({ ...ADA, id: LIBRARY }));
  config.loadFromString(door.kubeconfig('here'));
});
afterAll(async () => {
  await config.makeApiClient(CoreV1Api).deleteNamespace({ name: namespace });
  await door.stop();
  await connection.close();
});

const LIBRARY = '00000000-0000-4000-8000-000000000002';

// https://github.com/kubernetes-client/javascript: what a program does that was written for an API server
describe('the Node client through the hub', () => {
  it('lists, watches and runs a command', async () => {
    const api = config.makeApiClient(CoreV1Api);
    await api.createNamespace({ body: { metadata: { name: namespace } } });
    const seen: string[] = [];
    const watching = await new Watch(config).watch(
      `/api/v1/namespaces/${namespace}/pods`,
      {},
      (type, pod: { metadata: { name: string } }) => void seen.push(`${type} ${pod.metadata.name}`),
      () => undefined,
    );
    const spec = { containers: [{ name: 'web', image: 'nginx' }] };
    await vi.waitFor(() => api.createNamespacedPod({ namespace, body: { metadata: { name: 'web' }, spec } }), WAIT);
    await vi.waitFor(async () => {
      const { items } = await api.listNamespacedPod({ namespace });
      expect(items.map(({ metadata, status }) => [metadata?.name, status?.phase])).toEqual([['web', 'Running']]);
    }, WAIT);
    await vi.waitFor(() => expect(seen).toContain('ADDED web'), WAIT);
    watching.abort();
    const out = new PassThrough().setEncoding('utf8');
    const status = await new Promise<V1Status>((resolve, reject) => {
      const command = ['sh', '-c', 'echo through the hub'];
      new Exec(config).exec(namespace, 'web', 'web', command, out, null, null, false, resolve).catch(reject);
    });
    expect(status.status).toBe('Success');
    expect(out.read()).toBe('through the hub\n');
  });
});

describe('the Python client through the hub', () => {
  it('creates, watches, patches, runs a command, reads a log, forwards a port, and hears of what is missing', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'portolan-python-'));
    const kubeconfig = path.join(folder, 'kubeconfig');
    writeFileSync(kubeconfig, door.kubeconfig('here'), { mode: 0o600 });
    const session = [path.resolve('server/gateway/testing/python-session.py'), kubeconfig, `${namespace}-python`];
    const { stdout } = await promisify(execFile)(pythonWithClient(), session);
    rmSync(folder, { recursive: true });
    expect(JSON.parse(stdout)).toEqual({
      ...{ phase: 'Running', pods: ['web'], labels: { by: 'python' }, exec: 'through the hub\n', log: true },
      ...{ port: '200', missing: [404, 'NotFound'] },
    });
    expect(door.record.intents.map(({ action }) => action)).toContain('gateway.exec');
  });
});

/** Debian's package belongs to Debian's own Python, which need not be the first one in the path. */
function pythonWithClient(): string {
  const found = ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-c', 'import kubernetes']).status === 0,
  );
  if (found === undefined) throw new Error('no Python here has the package "kubernetes" (Debian: python3-kubernetes)');
  return found;
}

const WAIT = { timeout: 20_000, interval: 100 };
