import type { Fence } from '~/server/clusters/store/inventory';
import type { Status } from '~/server/kernel/status';
import type { DriftedField } from '../model/drift';
import type { InventoryItem, ObjectKey } from '../model/inventory';

/** A delivered object as it is watched for. */
export type Delivered = InventoryItem & { applicationId: string; application: string };

/** A member that this process leases and that has something delivered. `revision` counts changes of how it is reached. */
export type WatchedMember = { fence: Fence; cluster: string; revision: number };

/** How an object is, and all of what has drifted of it; `ignored` are the paths that rules leave out. */
export type Observation = ObjectKey & {
  applicationId: string;
  status: Status;
  reason: string;
  wanted: number | null;
  ready: number | null;
  drift: DriftedField[];
  ignored: string[];
};

/** A rule that is in force; what is null agrees with anything. */
export type ActiveRule = {
  application: string;
  cluster: string | null;
  kind: string | null;
  name: string | null;
  path: string | null;
  manager: string | null;
};

/** What is seen in members, and what follows of it by itself. Every write is that of a lease. */
export type ObservedStore = {
  members(holder: string): Promise<WatchedMember[]>;
  delivered(cluster: string): Promise<Delivered[]>;
  observe(fence: Fence, observations: readonly Observation[]): Promise<void>;
  /** The watches of this member live: what is known of its objects is as of now. */
  touch(fence: Fence): Promise<void>;
  rules(): Promise<ActiveRule[]>;
  /**
   * Has drift put back whose application wants that by itself and whose time has come, at most so many times an hour per object;
   * beyond, the target says `contested`. Answers in which clusters, of which applications.
   */
  revertDue(holder: string, mostPerHour: number): Promise<{ cluster: string; application: string }[]>;
};
