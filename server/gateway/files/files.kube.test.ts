import { afterAll, beforeAll, describe, expect, inject, vi } from 'vitest';
import { createMemberClient } from '~/server/kube/create-member-client';
import { connectMember, type MemberConnection } from '~/server/kube/member-connection';
import { memberHere } from '~/server/kube/testing/member-here';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { type BrowserDoors, startBrowserDoors } from '../testing/browser-doors';
import { filesContract } from '../testing/files-contract';

const namespace = 'files';
let connection: MemberConnection;
let doors: BrowserDoors;
const core = (plural: string) => ({ group: '', version: 'v1', plural });

beforeAll(async () => {
  connection = connectMember(memberHere(inject('runningMember').kubeconfig), { dialer: loopbackDialer });
  const client = createMemberClient(connection, { kind: 'hub' });
  await client.create(core('namespaces'), {}, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  const pod = {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace } },
    spec: { containers: [{ name: 'web', image: 'nginx' }] },
  };
  await vi.waitFor(() => client.create(core('pods'), { namespace }, pod), WAIT);
  await vi.waitFor(async () => {
    const { status } = (await client.get(core('pods'), { namespace, name: 'web' })) as { status?: { phase?: string } };
    expect(status?.phase).toBe('Running');
  }, WAIT);
  doors = await startBrowserDoors({ here: connection });
});
afterAll(async () => {
  await createMemberClient(connection, { kind: 'hub' }).delete(core('namespaces'), { name: namespace });
  doors.stop();
  await connection.close();
});

const WAIT = { timeout: 20_000, interval: 100 };

describe('files in a real member', () => {
  filesContract(() => doors, { cluster: 'here', namespace, pod: 'web', container: 'web' });
});
