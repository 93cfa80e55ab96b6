import type { AuditTrail } from '~/server/audit/ports';
import { recorded } from '~/server/audit/recorded';
import type { Clock } from '~/server/kernel/clock';
import { DomainError } from '~/server/kernel/failure';
import type { AgentStore, ClusterRegistry, KnownAgent, RegisteredCluster } from './ports';
import type { Request } from './register-cluster';

export type AgentDeps = {
  agents: AgentStore;
  registry: ClusterRegistry;
  audit: AuditTrail;
  clock: Clock;
  changed(cluster: string): void;
  /** Every replica ends the tunnels of this cluster that are not of an approved agent any more. */
  recheck(clusterId: string): Promise<void>;
};

/** Lets a pending agent in: its cluster is registered, or gets a second way. Throws `not-found`, `stale`, `conflict`. */
export async function approveAgent(deps: AgentDeps, request: Request, id: string): Promise<KnownAgent> {
  const agent = await pendingAgent(deps, id);
  return admit(deps, request, agent);
}

export async function denyAgent(deps: AgentDeps, request: Request, id: string): Promise<void> {
  const { name, fingerprint } = await pendingAgent(deps, id);
  const intent = { ...request, action: 'clusters.denyAgent', target: { cluster: name }, after: { fingerprint } };
  await recorded(deps.audit, intent, async () => {
    if (!(await deps.agents.decide(id, 'pending', 'denied', request.actor.name))) throw decided(name);
  });
}

/**
 * Approves on record. A new key for a cluster takes the place of the one before, so that a cluster has one agent that the hub
 * believes; a cluster that the hub dials goes on being dialled until somebody switches it.
 */
export async function admit(deps: AgentDeps, request: Request, agent: KnownAgent): Promise<KnownAgent> {
  const { agents, audit } = deps;
  const { id, name, fingerprint } = agent;
  const intent = { ...request, action: 'clusters.approveAgent', target: { cluster: name }, after: { fingerprint } };
  return recorded(audit, intent, async () => {
    const cluster = await clusterOf(deps, request, agent);
    const before = await agents.approvedOf(cluster.id);
    if (!(await agents.decide(id, 'pending', 'approved', request.actor.name, cluster.id))) throw decided(name);
    for (const { id: old } of before) await agents.decide(old, 'approved', 'revoked', request.actor.name);
    if (before.length > 0) await deps.recheck(cluster.id);
    deps.changed(cluster.name);
    return { ...agent, state: 'approved', clusterId: cluster.id };
  });
}

/** The cluster that the agent comes from, registered now when it is not; it may have been meanwhile. */
async function clusterOf({ registry }: AgentDeps, request: Request, agent: KnownAgent): Promise<RegisteredCluster> {
  const { name, kubeSystemUid, environment, region, zone, labels } = agent;
  const present = await registry.findByUid(kubeSystemUid);
  if (present) return present;
  return registry.add({
    ...{ name, access: null, kubeSystemUid, identity: null, credentialExpiresAt: null, labels, annotations: {} },
    registeredBy: request.actor.name,
    places: { environment, provider: null, region, zone },
    observed: { environment: null, provider: null, region: null, zone: null },
  });
}

async function pendingAgent({ agents }: AgentDeps, id: string): Promise<KnownAgent> {
  const agent = await agents.find(id);
  if (!agent) throw new DomainError({ kind: 'not-found', what: 'agent', name: id });
  if (agent.state !== 'pending') throw decided(agent.name);
  return agent;
}

const decided = (name: string) =>
  new DomainError({ kind: 'stale', what: 'agent', name, detail: 'it was decided meanwhile' });
