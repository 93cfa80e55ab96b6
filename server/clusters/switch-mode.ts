import type { z } from 'zod';
import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import { requireCluster } from './change-cluster';
import type { AgentDeps } from './decide-agent';
import type { ModeSwitch } from './model/agent';
import type { Members } from './ports';
import type { Request } from './register-cluster';

export type SwitchDeps = AgentDeps & { members: Members };

/**
 * Reaches a member in the other way from now on, without joining again. The way through the agent is tried first and must lead
 * to the same cluster (its kube-system uid); to push, the credential that the hub holds must be there (`conflict`).
 */
export async function switchMode(
  deps: SwitchDeps,
  request: Request,
  { name, mode, forget }: z.infer<typeof ModeSwitch>,
): Promise<void> {
  const { registry, audit } = deps;
  const cluster = await requireCluster(deps, name);
  const change = { before: { mode: cluster.mode }, after: { mode, forget } };
  const intent = { ...request, action: 'clusters.switchMode', target: { cluster: name }, ...change };
  await recorded(audit, intent, async () => {
    if (mode === 'pull') await probeThroughAgent(deps, cluster);
    await registry.setMode(cluster.id, mode);
    if (mode === 'pull' && forget) await registry.forgetCredential(cluster.id);
  });
  deps.changed(name);
}

async function probeThroughAgent(
  { members }: SwitchDeps,
  { id, name, kubeSystemUid }: { id: string; name: string; kubeSystemUid: string | null },
): Promise<void> {
  const credential = { kind: 'agent', cluster: id } as const;
  const behind = { name, server: 'https://kubernetes.default.svc', credential };
  const { clusterUid } = await members.visit(behind, (visit) => visit.probe());
  if (clusterUid !== kubeSystemUid) {
    const detail = `its agent leads to another cluster: kube-system has uid ${clusterUid}`;
    throw new DomainError({ kind: 'stale', what: 'cluster', name, detail });
  }
}
