import { recorded } from '~/server/audit/recorded';
import type { PersonActor } from '~/server/teams/model/actor';
import type { FederationDeps } from './plan-application';
import type { Described } from './ports/applications';
import type { WrittenApplication } from './read-text';
import { planSave } from './save-application';

/**
 * Keeps labels and annotations of an application beside its revisions; whoever may save it may do this. Throws as
 * `saveApplication`.
 */
export async function describeApplication(
  deps: FederationDeps,
  { actor, requestId }: { actor: PersonActor; requestId: string },
  written: WrittenApplication,
  { base, described }: { base: number; described: Described },
): Promise<void> {
  const { plan } = await planSave(deps, actor, written);
  const intent = {
    ...{ actor, requestId, action: 'federation.save', target: { application: written.name, team: written.team } },
    before: { described: plan.kept?.described },
    after: { described },
  };
  await recorded(deps.audit, intent, () => deps.applications.describe(written.name, base, described));
  for (const { cluster } of plan.before) deps.changed(cluster);
}
