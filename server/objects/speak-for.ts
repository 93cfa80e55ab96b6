import { DomainError } from '~/server/kernel/failure';
import type { MemberClient } from '~/server/kube/member-client';
import { isInSight } from '~/server/teams/core/in-sight';
import { ACTIONS } from '~/server/teams/model/action';
import type { Sights } from '~/server/teams/ports';
import { guardedClient } from './guarded-client';
import type { ObjectDeps } from './ports';

type Members = {
  /** Throws `not-found` for a cluster that is not registered, `cluster-unreachable` for one that is suspended. */
  open(cluster: string): Promise<MemberClient>;
  sights: Sights;
};

/** Clients by whom they speak for: people within their rights of this moment, the hub itself without a guard. */
export function speakFor({ open, sights }: Members): ObjectDeps['clientFor'] {
  return async (cluster, actor) => {
    if (actor.kind === 'system') return open(cluster);
    const { action, rights } = actor;
    if (!action) throw new Error('no procedure has decided what this person is doing');
    // only a write can change who may do what
    const grantsOf = () => (ACTIONS[action] === 'write' ? sights.of(rights, 'teams.grant') : new Map());
    const [sight, grants] = await Promise.all([sights.of(rights, action), grantsOf()]);
    // before the registry is asked: what is out of sight must not differ from what does not exist
    if (!isInSight(sight, { cluster, some: true }))
      throw new DomainError({ kind: 'not-found', what: 'cluster', name: cluster });
    return guardedClient(await open(cluster), { action, sight, grants });
  };
}
