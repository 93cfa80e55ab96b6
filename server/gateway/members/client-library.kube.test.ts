import { PassThrough } from 'node:stream';
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

const WAIT = { timeout: 20_000, interval: 100 };
