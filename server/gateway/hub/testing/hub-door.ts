import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Denial, Intent } from '~/server/audit/model/intent';
import type { Database } from '~/server/db/client';
import type { FederationDeps } from '~/server/federation/plan-application';
import { wireFederation } from '~/server/federation/wire-federation';
import { createTestAuthority } from '~/server/kube/testing/certificates';
import { createLiveHub } from '~/server/live/live-hub';
import type { PersonActor } from '~/server/teams/model/actor';
import { postgresSights } from '~/server/teams/store/sights';
import { teamIdsOf } from '~/server/teams/store/team-ids';
import { postgresTeams } from '~/server/teams/store/teams';
import { createYamlThread } from '~/server/yaml/yaml-thread';
import type { HubDoorDeps } from '../ports';
import { serveHub } from '../serve-hub';
import { postgresClusters } from '../store/clusters';
import { postgresVersions } from '../store/versions';

export type TestHubDoor = Awaited<ReturnType<typeof startHubDoor>>;

/** The hub's own API over real TLS and PostgreSQL, with people by their tokens and the record in memory; no member is there. */
export async function startHubDoor(database: Database, people: Record<string, PersonActor>) {
  const authority = await createTestAuthority();
  const { certificate: cert, key } = await authority.issue({ name: 'CN=hub', addresses: ['127.0.0.1'] });
  const record = { intents: [] as Intent[], outcomes: [] as unknown[][], refusals: [] as Denial[] };
  const listeners = new Set<() => void>();
  const live = createLiveHub();
  const yaml = createYamlThread();
  const sights = postgresSights(database);
  const audit: HubDoorDeps['audit'] = {
    intend: async (intent) => `${record.intents.push(intent)}`,
    settle: async (...outcome) => void record.outcomes.push(outcome),
    access: async () => undefined,
    refuse: async (denial) => void record.refusals.push(denial),
    abandonBefore: async () => 0,
  };
  const nobody = () => Promise.reject(new Error('no member is asked'));
  const federation = wireFederation(
    { database, yaml, publish: (topic, cluster) => live.publish({ topic, cluster }) },
    {
      ...{ sights, audit, teamsOf: teamIdsOf(database), teams: postgresTeams(database) },
      clientFor: nobody,
      kinds: { of: nobody } as unknown as FederationDeps['kinds'],
    },
  );
  const troubles: unknown[] = [];
  const deps: HubDoorDeps = {
    ...{ federation, sights, audit, live, versions: postgresVersions(database), clusters: postgresClusters(database) },
    personOf: async ({ authorization = '' }) => people[authorization.replace('Bearer ', '')],
    rights: {
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    onTrouble: (_detail, error) => void troubles.push(error),
  };
  const server = createServer({ cert, key }, (message, response) => void serveHub(deps, message, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ deps, record, troubles, url, ca: authority.certificate },
    /** As the engine says that something of an application is new. */
    changed: () => live.publish({ topic: 'applications', cluster: 'west' }),
    rightsChanged: () => {
      for (const listener of listeners) listener();
    },
    kubeconfig: (token: string) => kubeconfigOf(`${url}/k8s/hub`, authority.certificate, token),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await yaml.close();
    },
  };
}

const kubeconfigOf = (server: string, ca: string, token: string) => `apiVersion: v1
kind: Config
current-context: hub
clusters: [{name: hub, cluster: {server: "${server}", certificate-authority-data: ${Buffer.from(ca).toString('base64')}}}]
users: [{name: me, user: {token: ${token}}}]
contexts: [{name: hub, context: {cluster: hub, user: me}}]
`;
