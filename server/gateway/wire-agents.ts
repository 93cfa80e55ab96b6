import type { AuditTrail } from '~/server/audit/ports';
import { recorded } from '~/server/audit/recorded';
import type { AgentDeps } from '~/server/clusters/decide-agent';
import type { JoinTokenDeps } from '~/server/clusters/join-tokens';
import type { ClusterRegistry } from '~/server/clusters/ports';
import { postgresAgents } from '~/server/clusters/store/agents';
import { postgresJoinTokens } from '~/server/clusters/store/join-tokens';
import type { Database } from '~/server/db/client';
import type { Clock } from '~/server/kernel/clock';
import type { Log } from '~/server/log';
import type { KeyPair } from './hub-authority';
import { findElsewhere } from './peers/find-elsewhere';
import { keepTunnels, type TunnelKeeper } from './tunnel/keep-tunnels';
import type { AgentsDoorDeps } from './tunnel/serve-agents';
import { createTunnels } from './tunnel/tunnels';
import { postgresTunnels } from './tunnel-store';

/** What agents and their tunnels need of the process. */
export type AgentsGround = {
  database: Database;
  log: Log;
  authority: KeyPair;
  /** Where machines come in from outside; null: the door's certificate is of another authority than ours. */
  door: JoinTokenDeps['door'];
  /** `host:port` where other replicas reach this one. */
  peerAddress: string;
  /** Tells the other replicas that something about a cluster's tunnel is new. */
  tellTunnels(clusterId: string): Promise<void>;
  changed(cluster: string): void;
};

export type Agents = AgentDeps & JoinTokenDeps & { keeper: TunnelKeeper; tunnels: AgentsDoorDeps };

/** Agents, join tokens and the tunnels that end at this replica. */
export function wireAgents(
  ground: AgentsGround,
  processId: string,
  { registry, audit, clock }: { registry: ClusterRegistry; audit: AuditTrail; clock: Clock },
): Agents {
  const { database, log, authority, door, peerAddress, tellTunnels, changed } = ground;
  const store = postgresTunnels(database);
  const agents = postgresAgents(database);
  const tunnels = createTunnels(findElsewhere(store, processId, authority.key));
  const keeper = keepTunnels(tunnels, store, tellTunnels);
  const onFlapping: AgentsDoorDeps['onFlapping'] = async ({ name, fingerprint }, until) => {
    const actor = { kind: 'system', name: 'tunnels' } as const;
    const target = { cluster: name };
    const intent = { actor, action: 'gateway.quarantine', target, after: { fingerprint, until }, requestId: 'tunnel' };
    await recorded(audit, intent, async () => undefined);
    log.warn({ cluster: name, until }, 'two agents with one key displace each other: both are kept out for a while');
    changed(name);
  };
  const common = { agents, registry, audit, clock, changed, recheck: keeper.recheck };
  return {
    ...common,
    ...{ joinTokens: postgresJoinTokens(database), door, keeper },
    tunnels: {
      ...{ authority, tunnels, store, holder: processId, address: peerAddress, clock, now: clock.now },
      ...{ changed, onFlapping, recheck: keeper.recheck, findByFingerprint: agents.findByFingerprint },
      onTrouble: (detail, error) => log.error({ err: error }, detail),
    },
  };
}
