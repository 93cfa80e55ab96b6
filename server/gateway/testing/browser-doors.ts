import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gateFor } from '~/server/api/gate';
import type { Intent } from '~/server/audit/model/intent';
import { memoryRecordings, policyEverywhere } from '~/server/audit/testing/memory-recordings';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { MemberConnection } from '~/server/kube/member-connection';
import { DOWNLOAD_PATH } from '~/server/objects/model/transfer';
import type { PersonActor } from '~/server/teams/model/actor';
import { ADA } from '~/server/teams/testing/people';
import type { BrowserDoorDeps } from '../browsers/ports';
import { createStreamDoor } from '../browsers/stream-door';
import { createDownloadDoor } from '../files/download-door';

const DEFAULTS = { environment: '', recording: true, reason: false, approval: false };

/** The doors of browsers on a port of their own, with people, rights and record in memory. */
export async function startBrowserDoors(members: Record<string, MemberConnection>) {
  const recordings = memoryRecordings();
  const record = { intents: [] as Intent[], outcomes: [] as unknown[][], looks: [] as unknown[] };
  const state = { person: ADA as PersonActor | undefined, policy: {} };
  const listeners = new Set<() => void>();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const connectionOf = async (cluster: string) => members[cluster] as MemberConnection;
  const deps: BrowserDoorDeps = {
    personOf: async () => state.person,
    teamsOf: async () => ['crew'],
    sights: { of: async (rights) => (rights.length === 0 ? new Map() : 'all') },
    connectionOf,
    clientFor: async (cluster) => createMemberClient(await connectionOf(cluster), { kind: 'hub' }),
    isInStep: async () => false,
    audit: {
      intend: async (intent) => `${record.intents.push(intent)}`,
      settle: async (...outcome) => void record.outcomes.push(outcome),
      access: async (look) => void record.looks.push(look),
      refuse: async () => undefined,
      abandonBefore: async () => 0,
    },
    policies: { ...policyEverywhere(), of: async () => ({ ...DEFAULTS, ...state.policy }) },
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
  };
  const gate = gateFor({ publicUrl: undefined, ownNames: [], port, tlsPort: 1 });
  const streams = createStreamDoor(deps, gate);
  const download = createDownloadDoor(deps, gate, false);
  server.on('upgrade', streams.upgrade);
  server.on('request', (request, response) => {
    if (request.url?.startsWith(DOWNLOAD_PATH)) void download(request, response);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    ...{ recordings, record, state },
    /** Lets everyone who is followed be looked at again. */
    rightsChanged: () => {
      for (const listener of listeners) listener();
    },
    /** As before the first test. */
    reset: () => {
      Object.assign(state, { person: ADA, policy: {} });
      recordings.state.fault = undefined;
    },
    stop: () => {
      streams.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

export type BrowserDoors = Awaited<ReturnType<typeof startBrowserDoors>>;
