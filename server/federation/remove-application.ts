import { recorded } from '~/server/audit/recorded';
import type { PersonActor } from '~/server/teams/model/actor';
import { authorOf } from './author';
import { findApplication } from './find-application';
import { type FederationDeps, viewerOf } from './plan-application';
import { requireEverywhere } from './require-everywhere';

/**
 * Withdraws an application from all of its clusters; what becomes of its objects there its newest revision says. Throws
 * `not-found`, `stale` when somebody saved since `base`, `forbidden` where it runs beyond one's rights.
 */
export async function removeApplication(
  deps: FederationDeps,
  { actor, requestId }: { actor: PersonActor; requestId: string },
  { name, base, reason }: { name: string; base: number; reason: string },
): Promise<void> {
  const kept = await findApplication(deps, await viewerOf(deps, actor), name);
  const clusters = await requireEverywhere(deps, actor, 'federation.remove', kept);
  const intent = {
    ...{ actor, requestId, reason, action: 'federation.remove' },
    target: { application: name, clusters },
    before: { revision: kept.newest, removal: kept.spec.removal },
  };
  await recorded(deps.audit, intent, () => deps.applications.remove(name, base, authorOf(actor)));
  for (const cluster of clusters) deps.changed(cluster);
}
