import { DomainError } from '~/server/kernel/failure';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { WritesInPerson } from '~/server/objects/ports';
import type { PersonActor } from '~/server/teams/model/actor';
import { authorize } from './authorize';
import { identityOf } from './member-call';
import type { MemberRequest } from './member-request';
import type { MembersDoorDeps } from './ports';

export type InPersonDeps = Pick<MembersDoorDeps, 'connectionOf' | 'teamsOf' | 'sights'> & {
  /** Whether the member's own RBAC says what the grants say. */
  isInStep(cluster: string): Promise<boolean>;
};

/**
 * The member's client of a person, for a write of the console that they could make with kubectl as well: then the member's own
 * RBAC, admission and audit log see them. Undefined where RBAC knows no word for what they may do (restart, but not edit), and
 * until the member is in step with the grants: then the hub writes, which has judged the write itself.
 */
export function writesInPerson({ isInStep, sights, ...deps }: InPersonDeps): WritesInPerson {
  return async (cluster, person, { verb, resource, at }) => {
    const { group, version, plural } = resource;
    const place = { namespace: at.namespace, name: at.name, subresource: at.subresource };
    const object = { group, version, resource: plural, ...place };
    const request: MemberRequest = { kind: 'object', cluster, method: '', path: '', query: '', verb, object };
    if (!(await may(sights, person, request)) || !(await isInStep(cluster))) return undefined;
    const [connection, teams] = await Promise.all([deps.connectionOf(cluster), deps.teamsOf(person.id)]);
    return createMemberClient(connection, identityOf(person, teams));
  };
}

async function may(sights: InPersonDeps['sights'], person: PersonActor, request: MemberRequest): Promise<boolean> {
  try {
    await authorize(sights, person, request);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
