import type { MemberClient } from '~/server/kube/member-client';
import type { Actor } from '~/server/teams/model/actor';
import type { MembersDoorDeps } from '../members/ports';

/** What the door to members needs for people in their browsers. */
export type BrowserDoorDeps = MembersDoorDeps & {
  /** A client that speaks to a member within someone's rights. */
  clientFor(cluster: string, actor: Actor): Promise<MemberClient>;
  /** Whether the member's RBAC is known to say what the hub's grants say. */
  isInStep(cluster: string): Promise<boolean>;
};
