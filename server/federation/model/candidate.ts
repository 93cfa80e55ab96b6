import type { ClusterState } from '~/server/clusters/model/cluster';
import type { Status } from '~/server/kernel/status';
import type { ClusterField, ClusterTaint } from './placement';

/** What a placement is decided by of one cluster. */
export type Candidate = Record<ClusterField, string | null> & {
  name: string;
  labels: Readonly<Record<string, string>>;
  taints: readonly ClusterTaint[];
  state: (typeof ClusterState)['_output'];
  status: Status;
  /** What is not requested yet; null where it is not known. */
  free: Room | null;
  /** Applications that run here, but for the one that is placed. */
  hosts: ReadonlySet<string>;
  /** Replicas that it was given here before; null where it does not run. */
  runs: number | null;
};

/** Milli-CPUs, bytes and pods. */
export type Room = { cpuMillis: number; memoryBytes: number; pods: number };

/** What is placed: `replicas` in all, and what each requests. A template without replicas has null of them. */
export type Demand = { application: string; replicas: number | null; each: Omit<Room, 'pods'> };
