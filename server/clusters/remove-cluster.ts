import type { z } from 'zod';
import { recorded } from '~/server/audit/recorded';
import { clusterFailureOf, invalid } from '~/server/kernel/failure';
import { requireCluster } from './change-cluster';
import type { Removal, RemovalPreview } from './model/removal';
import type { AccessInMember } from './ports';
import type { RegistryDeps, Request } from './register-cluster';

export type RemovalDeps = RegistryDeps & { access: AccessInMember };

/** What the hub wrote into a member: what is left there when it forgets it, and what it can take with it. */
export async function previewRemoval(
  deps: Pick<RemovalDeps, 'registry' | 'access'>,
  name: string,
): Promise<z.infer<typeof RemovalPreview>> {
  await requireCluster(deps, name);
  const { selector } = deps.access;
  const count = await deps.access.count(name).catch((error: unknown) => {
    if (!clusterFailureOf(error)) throw error;
    return null;
  });
  return { leavesBehind: ['credential', 'labels'], access: { count, selector } };
}

/**
 * Forgets a member: registration, credential, inventory, health. In the member only roles and bindings of people are removed,
 * where `withdraw` asks for it; when that fails, nothing is forgotten. `confirm` repeats its name.
 */
export async function removeCluster(
  deps: RemovalDeps,
  request: Request,
  { name, confirm, withdraw }: z.infer<typeof Removal>,
): Promise<void> {
  if (confirm !== name) throw invalid('confirm', `type ${name} to confirm`);
  await forgetCluster(deps, request, name, withdraw ? (forget) => deps.access.withdraw(name, forget) : undefined);
}

/** As `removeCluster`, for who need not confirm; `withdraw` removes in the member, forgets it, and answers how much it has removed. */
export async function forgetCluster(
  deps: RegistryDeps,
  request: Request,
  name: string,
  withdraw: (forget: () => Promise<void>) => Promise<number> = (forget) => forget().then(() => 0),
): Promise<void> {
  const cluster = await requireCluster(deps, name);
  const work = () => withdraw(() => deps.registry.remove(cluster.id));
  const intent = { ...request, action: 'clusters.remove', target: { cluster: name } };
  await recorded(deps.audit, intent, work, (withdrawn) => ({ outcome: 'applied', detail: { withdrawn } }));
  deps.changed(name);
}
