import { recorded } from '~/server/audit/recorded';
import { DomainError, invalid } from '~/server/kernel/failure';
import { requireCluster } from './change-cluster';
import type { MintedTokens } from './ports';
import type { RegistryDeps, Request } from './register-cluster';

export type HastenDeps = Pick<RegistryDeps, 'registry' | 'audit' | 'clock' | 'changed'> & { tokens: MintedTokens };

/** The token of a member is minted (again) at once, by the replica that leases it. Throws `not-found` where none was tried for. */
export async function hastenRenewal(deps: HastenDeps, request: Request, name: string): Promise<void> {
  await hasten(deps, { ...request, action: 'clusters.hastenRenewal' }, name, false);
}

/**
 * The credential that was given first is forgotten as soon as the minted token has minted its successor, which is tried at
 * once. `confirm` repeats the cluster's name. Throws `not-found` while there is no minted token.
 */
export async function forgetFirst(
  deps: HastenDeps,
  request: Request,
  { name, confirm }: { name: string; confirm: string },
): Promise<void> {
  if (confirm !== name) throw invalid('confirm', `type ${name} to confirm`);
  await hasten(deps, { ...request, action: 'clusters.forgetFirst' }, name, true);
}

async function hasten(
  deps: HastenDeps,
  { actor, requestId, action }: Request & { action: string },
  name: string,
  forget: boolean,
): Promise<void> {
  const cluster = await requireCluster(deps, name);
  await recorded(deps.audit, { actor, requestId, action, target: { cluster: name } }, async () => {
    if (!(await deps.tokens.hasten(cluster.id, forget, deps.clock.now())))
      throw new DomainError({ kind: 'not-found', what: 'minted token', name });
  });
  deps.changed(name);
}
