import { DomainError } from '~/server/kernel/failure';
import type { Action } from '~/server/teams/model/action';
import type { PersonActor } from '~/server/teams/model/actor';
import { isGranted } from './is-granted';
import type { FederationDeps } from './plan-application';
import type { KeptApplication } from './ports/applications';

/** The clusters of an application, once it is certain that this person may do so in all of them. Throws `forbidden`. */
export async function requireEverywhere(
  { sights, applications }: Pick<FederationDeps, 'sights' | 'applications'>,
  actor: PersonActor,
  action: Action,
  kept: Pick<KeptApplication, 'id' | 'namespaces'>,
): Promise<string[]> {
  const [sight, wanted] = await Promise.all([sights.of(actor.rights, action), applications.wanted(kept.id)]);
  const beyond = wanted.find(({ cluster }) => !isGranted(sight, cluster, kept.namespaces));
  if (beyond) throw new DomainError({ kind: 'forbidden', action, missing: `editor in ${beyond.cluster}` });
  return wanted.map(({ cluster }) => cluster);
}
