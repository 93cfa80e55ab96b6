import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import { requireCluster } from './change-cluster';
import type { AgentDeps } from './decide-agent';
import type { Request } from './register-cluster';

/** Takes a cluster's agent out at once, at every replica. What is registered stays; throws `not-found` without an agent. */
export async function revokeAgent(deps: AgentDeps, request: Request, name: string): Promise<void> {
  const { agents, audit } = deps;
  const cluster = await requireCluster(deps, name);
  const approved = await agents.approvedOf(cluster.id);
  if (approved.length === 0) throw new DomainError({ kind: 'not-found', what: 'agent', name });
  const fingerprints = approved.map(({ fingerprint }) => fingerprint);
  const intent = { ...request, action: 'clusters.revokeAgent', target: { cluster: name }, before: { fingerprints } };
  await recorded(audit, intent, async () => {
    for (const { id } of approved) await agents.decide(id, 'approved', 'revoked', request.actor.name);
    await deps.recheck(cluster.id);
  });
  deps.changed(name);
}
