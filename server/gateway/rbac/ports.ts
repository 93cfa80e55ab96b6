import type { Fence } from '~/server/clusters/store/inventory';
import type { Action } from '~/server/teams/model/action';
import type { Rights } from '~/server/teams/model/rights';
import type { Sight } from '~/server/teams/model/sight';
import type { Subject } from './model/holding';
import type { AccessState, MemberRights } from './model/member-rights';

/** What one subject was given through one role, of the grants that are in force. */
export type Granted = { subject: Subject; role: string; actions: readonly Action[]; rights: Rights };

/** A member that this process leases; its namespaces are undefined while they were not read to the end. */
export type LeasedMember = { fence: Fence; name: string; namespaces: ReadonlySet<string> | undefined };

/** What decides what members must have: the grants of this moment, and who keeps which member. */
export type AccessSource = {
  granted(now: Date): Promise<Granted[]>;
  leased(holder: string): Promise<LeasedMember[]>;
};

export type AccessStates = {
  /** `answered`: the member itself said so. True when the state or its reason is another than before. */
  record(fence: Fence, state: AccessState, reason: string, answered: boolean): Promise<boolean>;
  /** Of all clusters in sight, or of the one that is named. */
  list(sight: Sight, cluster: string | undefined): Promise<MemberRights[]>;
};
