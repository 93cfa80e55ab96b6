import type { z } from 'zod';
import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import type { ClusterEdit } from './model/cluster';
import type { Access } from './model/registration';
import type { RegisteredCluster } from './ports';
import { type RegistryDeps, type Request, usable } from './register-cluster';
import { testConnection } from './test-connection';

/** The registered member of this name; throws `not-found`. */
export async function requireCluster(
  { registry }: Pick<RegistryDeps, 'registry'>,
  name: string,
): Promise<RegisteredCluster> {
  const cluster = await registry.find(name);
  if (!cluster) throw new DomainError({ kind: 'not-found', what: 'cluster', name });
  return cluster;
}

/** Changes the fields that describe a member; what is absent stays. */
export async function editCluster(
  deps: RegistryDeps,
  request: Request,
  name: string,
  edit: z.infer<typeof ClusterEdit>,
): Promise<void> {
  const cluster = await requireCluster(deps, name);
  const intent = { ...request, action: 'clusters.edit', target: { cluster: name }, after: edit };
  await recorded(deps.audit, intent, () => deps.registry.edit(cluster.id, edit));
  deps.changed(name);
}

export async function setClusterState(
  deps: RegistryDeps,
  request: Request,
  input: { name: string; state: RegisteredCluster['state']; reason: string },
): Promise<void> {
  const cluster = await requireCluster(deps, input.name);
  const { reason } = input;
  const change = { before: { state: cluster.state }, after: { state: input.state }, reason };
  const intent = { ...request, action: 'clusters.setState', target: { cluster: input.name }, ...change };
  await recorded(deps.audit, intent, () => deps.registry.setState(cluster.id, input.state));
  deps.changed(input.name);
}

/**
 * Replaces how a member is reached. The new way is tried first and must lead to the same cluster (its kube-system uid):
 * a stored credential is never sent to another address, because the old one is dropped with the old address.
 */
export async function rotateCredential(
  deps: RegistryDeps,
  request: Request,
  name: string,
  access: Access,
): Promise<void> {
  const cluster = await requireCluster(deps, name);
  const intent = {
    ...request,
    action: 'clusters.rotateCredential',
    target: { cluster: name },
    after: { by: access.by },
  };
  await recorded(deps.audit, intent, async () => {
    const test = await testConnection(deps, { access });
    const uid = test.facts?.clusterUid;
    const checks = test.report.checks.filter(({ check }) => check !== 'unique');
    const found = usable({ ...test, report: { ...test.report, checks } });
    if (uid !== cluster.kubeSystemUid) {
      const detail = `this is another cluster: kube-system has uid ${uid}`;
      throw new DomainError({ kind: 'stale', what: 'cluster', name, detail });
    }
    await deps.registry.replaceAccess(
      cluster.id,
      found.access,
      found.facts.identity?.user ?? null,
      found.facts.credentialExpiresAt,
    );
  });
  deps.changed(name);
}
