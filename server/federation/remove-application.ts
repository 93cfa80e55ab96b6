import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import type { PersonActor } from '~/server/teams/model/actor';
import { authorOf } from './author';
import { findApplication } from './find-application';
import { isGranted } from './is-granted';
import { type FederationDeps, viewerOf } from './plan-application';

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
  const [sight, before] = await Promise.all([
    deps.sights.of(actor.rights, 'federation.remove'),
    deps.applications.wanted(kept.id),
  ]);
  const beyond = before.find(({ cluster }) => !isGranted(sight, cluster, kept.namespaces));
  if (beyond)
    throw new DomainError({ kind: 'forbidden', action: 'federation.remove', missing: `editor in ${beyond.cluster}` });
  const clusters = before.map(({ cluster }) => cluster);
  const intent = {
    ...{ actor, requestId, reason, action: 'federation.remove' },
    target: { application: name, clusters },
    before: { revision: kept.newest, removal: kept.spec.removal },
  };
  await recorded(deps.audit, intent, () => deps.applications.remove(name, base, authorOf(actor)));
  for (const cluster of clusters) deps.changed(cluster);
}
