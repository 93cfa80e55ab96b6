import { createMemberClient } from '~/server/kube/create-member-client';
import type { MemberConnection } from '~/server/kube/member-connection';

/** The pod whose streams are measured: a shell, and a server on port 80. */
export const POD = { namespace: 'default', name: 'streams', container: 'web', port: 80 };

/** Puts the pod where no scheduler and no kubelet is, and says of it what a kubelet would. */
export async function runPod(connection: MemberConnection, nodeName: string): Promise<void> {
  const client = createMemberClient(connection, { kind: 'hub' });
  const { namespace, name, container, port } = POD;
  const pods = { group: '', version: 'v1', plural: 'pods' };
  const containers = [{ name: container, image: 'nginx', ports: [{ containerPort: port }] }];
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec: { nodeName, containers } };
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } };
  await client.create({ ...pods, plural: 'serviceaccounts' }, { namespace }, account);
  await client.create(pods, { namespace }, pod);
  const state = { running: { startedAt: new Date().toISOString() } };
  const statuses = [{ name: container, state, ready: true, restartCount: 0, image: 'nginx', imageID: '' }];
  const status = { phase: 'Running', podIP: '10.0.0.1', containerStatuses: statuses };
  await client.patch(pods, { namespace, name, subresource: 'status' }, { kind: 'merge', body: { status } });
}
