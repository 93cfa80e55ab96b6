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

/** Roles in a member are written by one at a time: what is withdrawn for good must not be written back. */
export type AccessTurns = {
  /** Runs what writes into a leased member; undefined, and nothing is run, where it is withheld or the lease is another's. */
  writing<Value>(fence: Fence, work: () => Promise<Value>): Promise<Value | undefined>;
  /** Runs work once nobody writes into the member, and keeps it so until the work is done. */
  withheld<Value>(cluster: string, work: () => Promise<Value>): Promise<Value>;
};

export type AccessStates = {
  /** `answered`: the member itself said so. True when the state or its reason is another than before. */
  record(fence: Fence, state: AccessState, reason: string, answered: boolean): Promise<boolean>;
  /** Of all clusters in sight, or of the one that is named. */
  list(sight: Sight, cluster: string | undefined): Promise<MemberRights[]>;
};
