import { DomainError } from '~/server/kernel/failure';
import { isInSight, seesEverythingOf } from '~/server/teams/core/in-sight';
import type { PersonActor } from '~/server/teams/model/actor';
import { smallestRole } from '~/server/teams/model/role-actions';
import type { Sight } from '~/server/teams/model/sight';
import type { Sights } from '~/server/teams/ports';
import { requiredRights } from './core/required-rights';
import type { AskedObject, MemberRequest } from './member-request';

/**
 * The person, bound to the one action that the request is. Throws `not-found` for a cluster of which they see nothing,
 * `forbidden` for what they see and may not do.
 */
export async function authorize(sights: Sights, person: PersonActor, request: MemberRequest): Promise<PersonActor> {
  const { cluster } = request;
  const seen = await sights.of(person.rights, 'objects.list');
  if (!isInSight(seen, { cluster, some: true }))
    throw new DomainError({ kind: 'not-found', what: 'cluster', name: cluster });
  const required = requiredRights(request);
  if (request.kind === 'discovery' || !required) return { ...person, action: 'objects.kinds' };
  const { action } = required;
  const forbidden = (missing: typeof action) =>
    new DomainError({ kind: 'forbidden', action: missing, missing: smallestRole(missing) });
  const sight = action === 'objects.list' ? seen : await sights.of(person.rights, action);
  if (!reaches(sight, cluster, request.object)) throw forbidden(action);
  const { also } = required;
  if (also && !reaches(await sights.of(person.rights, also), cluster, request.object)) throw forbidden(also);
  if (required.grants && !seesEverythingOf(await sights.of(person.rights, 'teams.grant'), cluster))
    throw forbidden('teams.grant');
  return { ...person, action };
}

/** Without a namespace it is a kind of the whole cluster, or that kind in all of its namespaces: which, only the member knows. */
function reaches(sight: Sight, cluster: string, { namespace, name, resource, group }: AskedObject): boolean {
  // a namespace's own object is no part of what lies in it
  const isNamespace = group === '' && resource === 'namespaces';
  if (isNamespace) return name === undefined ? seesEverythingOf(sight, cluster) : isInSight(sight, { cluster });
  if (namespace !== undefined) return isInSight(sight, { cluster, namespace });
  return name === undefined ? seesEverythingOf(sight, cluster) : isInSight(sight, { cluster });
}
