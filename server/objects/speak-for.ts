import { DomainError } from '~/server/kernel/failure';
import type { MemberClient } from '~/server/kube/member-client';
import { isInSight } from '~/server/teams/core/in-sight';
import { ACTIONS } from '~/server/teams/model/action';
import type { PersonActor } from '~/server/teams/model/actor';
import { holds } from '~/server/teams/model/can';
import { smallestRole } from '~/server/teams/model/role-actions';
import type { Sights, Standing } from '~/server/teams/ports';
import { type Guard, guardedClient } from './guarded-client';
import type { ObjectDeps, WritesInPerson } from './ports';

type Members = {
  /** Throws `not-found` for a cluster that is not registered, `cluster-unreachable` for one that is suspended. */
  open(cluster: string): Promise<MemberClient>;
  sights: Sights;
  standing: Standing;
  inPerson: WritesInPerson;
};

/**
 * Clients by whom they speak for: people within their rights, who write as themselves where they can; the hub without a guard.
 * A read is within the rights of its request; a write within those of its own moment, because work that lasts may outlive a right.
 */
export function speakFor({ open, inPerson, ...deps }: Members): ObjectDeps['clientFor'] {
  return async (cluster, actor) => {
    if (actor.kind === 'system') return open(cluster);
    const guard = await guardOf(deps, actor);
    // before the registry is asked: what is out of sight must not differ from what does not exist
    if (!isInSight(guard.sight, { cluster, some: true }))
      throw new DomainError({ kind: 'not-found', what: 'cluster', name: cluster });
    const now = () => guardOf(deps, actor);
    return guardedClient(await open(cluster), guard, now, (write, rights) =>
      inPerson(cluster, { ...actor, rights }, write),
    );
  };
}

/** Throws `forbidden` for a write of someone who is out, or holds the action nowhere any more. */
async function guardOf({ sights, standing }: Pick<Members, 'sights' | 'standing'>, actor: PersonActor): Promise<Guard> {
  const { action } = actor;
  if (!action) throw new Error('no procedure has decided what this person is doing');
  // only a write can change who may do what
  if (ACTIONS[action] !== 'write')
    return { action, rights: actor.rights, sight: await sights.of(actor.rights, action), grants: new Map() };
  const rights = (await standing.now(actor))?.rights ?? [];
  if (!holds(rights, action)) throw new DomainError({ kind: 'forbidden', action, missing: smallestRole(action) });
  const [sight, grants] = await Promise.all([sights.of(rights, action), sights.of(rights, 'teams.grant')]);
  return { action, rights, sight, grants };
}
