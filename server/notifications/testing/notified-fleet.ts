import crypto from 'node:crypto';
import { postgresHealth } from '~/server/clusters/store/health';
import { type Fence, postgresInventory } from '~/server/clusters/store/inventory';
import { NODES, WORKLOADS } from '~/server/clusters/store/inventory-tables';
import { postgresLeases } from '~/server/clusters/store/leases';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import type { Database } from '~/server/db/client';
import { createSealer } from '~/server/db/seal';
import { systemClock } from '~/server/kernel/clock';
import { EVERYWHERE, type GrantScope } from '~/server/teams/model/grant';
import { postgresGrants } from '~/server/teams/store/grants';
import { postgresSights } from '~/server/teams/store/sights';
import { postgresTeams } from '~/server/teams/store/teams';
import type { RuleInput } from '../model/rule';
import { postgresChannels } from '../store/channels';
import { postgresEvents } from '../store/events';
import { postgresOutbox } from '../store/outbox';
import { postgresRules } from '../store/rules';

const base = { uid: 'u', labels: {}, created_at: '2026-01-01T00:00:00Z', reason: '' };
const node = {
  ...{ ...base, region: null, zone: null, unschedulable: false, roles: [], version: 'v1', taints: [] },
  ...{ cpu_millis: 1, memory_bytes: 1, allocatable_cpu_millis: 1, allocatable_memory_bytes: 1, pod_capacity: 1 },
};
const workload = {
  ...{ ...base, kind: 'Deployment', images: [], desired: 1, ready: 1, cpu_request_millis: 0, memory_request_bytes: 0 },
};

/** A fleet in a test's own database, and all that notifications are made of. */
export function notifiedFleet(database: Database) {
  const sealer = createSealer([crypto.randomBytes(32)]);
  const registry = postgresRegistry(database, sealer);
  const inventory = postgresInventory(database);
  const health = postgresHealth(database);
  const [teams, grants] = [postgresTeams(database), postgresGrants(database)];
  const [rules, channels] = [postgresRules(database), postgresChannels(database, sealer)];
  const put = (fence: Fence, table: typeof NODES, row: object) => inventory.upsert(fence, table, [JSON.stringify(row)]);
  return {
    ...{ registry, inventory, health, teams, grants, rules, channels, sealer },
    events: postgresEvents(database),
    outbox: postgresOutbox(database),
    tell: {
      ...{ rules, teams, grants, clock: systemClock },
      ...{ outbox: postgresOutbox(database), sights: postgresSights(database) },
    },

    /** Registers a member and takes its lease. */
    async member(name: string): Promise<Fence> {
      const { id: clusterId } = await registry.add(newCluster({ name }));
      const lease = (await postgresLeases(database).keep('me', 600)).find((each) => each.clusterId === clusterId);
      return { clusterId, holder: 'me', epoch: lease?.epoch ?? 0 };
    },
    node: (fence: Fence, name: string, status: string) => put(fence, NODES, { ...node, name, status }),
    workload: (fence: Fence, namespace: string, name: string, status: string) =>
      put(fence, WORKLOADS, { ...workload, namespace, name, status }),

    /** A team that may look at a part of the fleet. */
    async team(name: string, scope: Partial<GrantScope>, expiresAt: Date | null = null, role = 'viewer') {
      await teams.save(name, '');
      const subject = { to: 'team', name } as const;
      const grant = { subject, role, scope: { ...EVERYWHERE, ...scope }, reason: '', grantedBy: 'Ada' };
      return grants.add({ ...grant, expiresAt });
    },

    channel: (team: string | null, url = 'https://hooks.example/') =>
      channels.save({
        ...{ id: null, name: 'hook', team, kind: 'webhook', leadsTo: new URL(url).origin, server: null },
        ...{ url: undefined, key: undefined, certificateAuthority: null },
      }),

    /** A rule that speaks at once. */
    rule: (team: string | null, change: Partial<RuleInput> & { channels: string[] }) =>
      rules.save({
        ...{ id: null, name: `rule of ${team ?? 'the fleet'}`, team, scope: EVERYWHERE, timeZone: 'UTC', quiet: null },
        ...{ kinds: ['lost-member', 'node-failed', 'workload-failed'], language: 'en', enabled: true },
        grouping: { wait: 0, interval: 0 },
        ...change,
      }),
  };
}
