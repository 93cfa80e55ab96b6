import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Denial, Intent, Look } from '~/server/audit/model/intent';
import { type KeptInMemory, memoryRecordings, policyEverywhere } from '~/server/audit/testing/memory-recordings';
import type { MembersDoorDeps } from '~/server/gateway/members/ports';
import { serveMember } from '~/server/gateway/members/serve-member';
import { serveMemberStream } from '~/server/gateway/members/serve-stream';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { MemberConnection } from '~/server/kube/member-connection';
import { createTestAuthority } from '~/server/kube/testing/certificates';
import type { PersonActor } from '~/server/teams/model/actor';
import { ADA } from '~/server/teams/testing/people';

export type TestDoor = {
  url: string;
  ca: string;
  /** What stands on record, in its order. */
  record: { intents: Intent[]; outcomes: unknown[][]; looks: Look[]; refusals: Denial[] };
  /** The sessions that were written down. */
  recordings: KeptInMemory[];
  /** Lets everyone who is followed be looked at again. */
  rightsChanged(): void;
  /** A kubeconfig with which kubectl reaches a cluster through the door. */
  kubeconfig(cluster: string): string;
  stop(): Promise<void>;
};

export const TOKEN = 'token-of-a-person-in-tests';

/** The door to members over real TLS, with people, rights and record in memory. */
export async function startMembersDoor(
  members: Record<string, MemberConnection>,
  person: () => PersonActor | undefined = () => ADA,
  change: Partial<MembersDoorDeps> = {},
  pages: RequestListener = (_message, response) => void response.writeHead(404).end(),
): Promise<TestDoor> {
  const authority = await createTestAuthority();
  const { certificate: cert, key } = await authority.issue({ name: 'CN=hub', addresses: ['127.0.0.1'] });
  const record: TestDoor['record'] = { intents: [], outcomes: [], looks: [], refusals: [] };
  const listeners = new Set<() => void>();
  const recordings = memoryRecordings();
  const deps: MembersDoorDeps = {
    personOf: async ({ authorization }) => (authorization === `Bearer ${TOKEN}` ? person() : undefined),
    teamsOf: async () => ['crew'],
    sights: { of: async () => 'all' },
    connectionOf: async (cluster) => members[cluster] as MemberConnection,
    audit: {
      intend: async (intent) => `${record.intents.push(intent)}`,
      settle: async (...outcome) => void record.outcomes.push(outcome),
      access: async (look) => void record.looks.push(look),
      refuse: async (denial) => void record.refusals.push(denial),
      abandonBefore: async () => 0,
    },
    policies: policyEverywhere(),
    recordings: recordings.deps,
    rights: {
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    onTrouble: (_detail, error) => {
      throw error;
    },
    ...change,
  };
  const server = createServer({ cert, key }, (message, response) => {
    if (/^\/(api\/trpc|oauth)\//.test(message.url ?? '')) pages(message, response);
    else void serveMember(deps, message, response);
  });
  server.on('upgrade', (message, socket, head) => void serveMemberStream(deps, message, socket, head));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    server.close();
    server.closeAllConnections();
  };
  const rightsChanged = () => {
    for (const listener of listeners) listener();
  };
  const { certificate: ca } = authority;
  return {
    url,
    ca,
    record,
    recordings: recordings.kept,
    rightsChanged,
    kubeconfig: (cluster) => kubeconfigOf(`${url}/k8s/clusters/${cluster}`, ca),
    stop,
  };
}

const kubeconfigOf = (server: string, ca: string) => `apiVersion: v1
kind: Config
current-context: hub
clusters: [{name: hub, cluster: {server: "${server}", certificate-authority-data: ${Buffer.from(ca).toString('base64')}}}]
users: [{name: me, user: {token: ${TOKEN}}}]
contexts: [{name: hub, context: {cluster: hub, user: me}}]
`;

/** Lets the member's own RBAC agree with everything that a person does, as the hub's reconciler does for a fleet admin. */
export async function bindInMember(
  connection: MemberConnection,
  { id }: PersonActor,
  name = 'portolan:test',
): Promise<void> {
  const group = { group: 'rbac.authorization.k8s.io', version: 'v1', plural: 'clusterrolebindings' };
  const apiGroup = group.group;
  await createMemberClient(connection, { kind: 'hub' }).create(
    group,
    {},
    {
      apiVersion: `${apiGroup}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup, kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ apiGroup, kind: 'User', name: `portolan:user:${id}` }],
    },
  );
}
