import { postgresAccessSource } from '~/server/gateway/rbac/store/access-source';
import { postgresAccessStates } from '~/server/gateway/rbac/store/access-states';
import { postgresAccessTurns } from '~/server/gateway/rbac/store/access-turns';
import { keepAccess } from '~/server/gateway/rbac/watch/keep-access';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { Wiring } from '~/server/wiring';
import type { Publish } from './watches';

const HUB = { kind: 'hub' } as const;
/** What decides which clusters and namespaces a grant means. */
const OF_SCOPES = new Set(['clusters', 'namespaces']);

/** Begins to keep the RBAC of the members that this process leases in step with the grants. */
export function keepMemberRights(wiring: Wiring, publish: Publish): { stop(): Promise<void> } {
  const { hubId: hub, processId: holder, database, sights, audit, clock, log, connections, rights, live } = wiring;
  return keepAccess({
    ...{ hub, holder, sights, audit, clock },
    source: postgresAccessSource(database),
    states: postgresAccessStates(database),
    turns: postgresAccessTurns(database),
    open: async (cluster) => createMemberClient(await connections.of(cluster), HUB),
    onChange: (listener) => {
      const ended = new AbortController();
      const unlisten = rights.onChange(listener);
      void followScopes(live, ended.signal, listener);
      return () => {
        ended.abort();
        unlisten();
      };
    },
    changed: (cluster) => publish('clusters', cluster),
    onTrouble: (detail, error) => log.warn({ err: error }, detail),
  });
}

async function followScopes(live: Wiring['live'], signal: AbortSignal, listener: () => void): Promise<void> {
  for await (const batch of live.subscribe(undefined, signal))
    if (batch.kind === 'resync' || batch.changes.some(({ topic }) => OF_SCOPES.has(topic))) listener();
}
