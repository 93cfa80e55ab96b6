import type { AuditTrail } from '~/server/audit/ports';
import type { Fence } from '~/server/clusters/store/inventory';
import type { Json } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import type { KindSource } from '~/server/objects/ports';
import type { PersonActor } from '~/server/teams/model/actor';
import type { Doubt, InventoryItem, ObjectKey, ServedKey } from '../model/inventory';
import type { TargetProblem } from '../model/target';
import type { Author } from './applications';

/** One cluster of an application whose turn it is, as it has to be now. */
export type Claim = {
  applicationId: string;
  application: string;
  revision: number;
  /** Nothing of it is to stand here any more. */
  isWithdrawing: boolean;
  /** How many times in a row it was tried, this one included. */
  attempt: number;
  author: Author;
  removal: 'delete' | 'keep';
  adopt: boolean;
  confirmsRemoval: boolean;
  objects: Json[];
  inventory: InventoryItem[];
  /** Writes of earlier turns that have no end yet. */
  doubts: Doubt[];
};

/** Which cluster a turn is of, and the lease under which it is carried out. `isAway`: the member did not answer lately. */
export type Due = { applicationId: string; fence: Fence; cluster: string; isAway: boolean };

/** What became of a turn. `answered`: the member itself said so. `retryMs`: when it is tried again by itself. */
export type Settled =
  | { state: 'applied' | 'gone'; answered: boolean }
  | { state: 'refused' | 'waiting'; answered: boolean; problems: TargetProblem[]; retryMs: number };

/** How an open drift of an object ends when it is applied: accepted, where what was found is what is wanted now. */
export type NowWanted = Readonly<Record<string, unknown>>;

/** A write at an object; `creates`: nothing of its name was seen there. */
export type Begun = ServedKey & { creates: boolean };

/** The work of a replica; every write is that of a lease, and what an older holder writes late changes nothing. */
export type DeliveryStore = {
  /** What this holder has to do now, who waits longest first. */
  due(holder: string): Promise<Due[]>;
  /** Undefined where there is nothing (any more) to do, or the lease is another's. */
  claim(due: Due): Promise<Claim | undefined>;
  /**
   * A write is about to be sent: durable before it is, so that it is in doubt until `keep`, `forget` or `refused`. False when a newer
   * revision is wanted or the turn is another's: then nothing may be sent. What the write is guarded by was read before.
   */
  begin(fence: Fence, claim: Claim, item: Begun): Promise<boolean>;
  /** The member has said no to what was begun, which was in no doubt before. */
  refused(fence: Fence, claim: Claim, item: ObjectKey): Promise<void>;
  /** An object stands there as it was applied. False when a newer revision is wanted, or the lease is another's: then stop. */
  keep(fence: Fence, claim: Claim, item: InventoryItem, nowWanted: NowWanted): Promise<boolean>;
  /** It is no object of the application any more. */
  forget(fence: Fence, claim: Claim, item: ObjectKey): Promise<boolean>;
  /** Changes nothing when a newer revision is wanted meanwhile. */
  settle(fence: Fence, claim: Claim, settled: Settled): Promise<void>;
  /** Somebody's rights have changed: what this holder was refused for want of one is tried again now. */
  rightsChanged(holder: string): Promise<void>;
  /** Applications that are being removed and whose last cluster was removed from the hub; doubts that are over. */
  sweep(): Promise<void>;
};

export type DeliverDeps = {
  deliveries: DeliveryStore;
  /** What tells this hub from others in a member. */
  hub: string;
  /** A client that does what the actor may do at this moment, and no more. */
  clientFor(cluster: string, actor: PersonActor): Promise<MemberClient>;
  kinds: KindSource;
  audit: AuditTrail;
  /** Browsers and other replicas hear what became of applications in a cluster. */
  changed(cluster: string, applications: string[]): void;
  /** Who watches what stands there hears of each step at once, so that it need not be asked for. */
  told?: Told;
};

/** `object`: as the member answered. */
export type Told = {
  kept(due: Due, claim: Claim, item: InventoryItem, object: KubeObject): void;
  forgot(due: Due, item: ObjectKey): void;
};
