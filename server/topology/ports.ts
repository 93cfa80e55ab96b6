import type { Scope } from '~/server/clusters/model/scope';
import type { UnreachableReason } from '~/server/kernel/failure';
import type { Status } from '~/server/kernel/status';
import type { ObjectRef } from '~/server/objects/model/ref';
import type { Actor } from '~/server/teams/model/actor';
import type { Sight } from '~/server/teams/model/sight';
import type { LostGateway } from './model/gateway-loss';
import type { Room } from './model/loss';
import type { ClusterPart, EditTarget, FieldChange, FieldWriter } from './model/places';

/** What the map is drawn from: one row per cluster and zone it has nodes in. */
export type MapSource = { rows(sight: Sight, scope: Scope | undefined): Promise<MapRow[]> };

export type MapRow = Omit<ClusterPart, 'totals'> & {
  region: string | null;
  zone: string | null;
  nodes: Record<string, number>;
  /** Of the whole cluster, told once per cluster: on the row of its first zone. */
  workloads: Record<string, number>;
  pods: number;
  cpuMillis: number;
  memoryBytes: number;
};

/** An object that carries a place, as its owner holds it now. */
export type PlacedObject = {
  resourceVersion: string | null;
  region: string | null;
  zone: string | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** Who wrote a field (`labels.KEY`, `region`) last; null where nobody is recorded. */
  writerOf(path: string): FieldWriter | null;
};

export type WriteResult = {
  outcome: 'applied' | 'conflict' | 'refused' | 'unreachable';
  said: string;
  /** Why the member could not be reached. */
  cause: UnreachableReason | null;
};

/**
 * Where places are kept: nodes in their member, clusters in the registry. Throws `cluster-…` and `not-found`
 * failures, and `forbidden` when the actor may not (any more).
 */
export type PlacedObjects = {
  read(target: EditTarget, actor: Actor): Promise<PlacedObject>;
  /** Writes only when the object is still what was read. */
  write(target: EditTarget, changes: FieldChange[], now: PlacedObject, actor: Actor): Promise<WriteResult>;
};

/** Pods of one workload in one cluster; `lost` of them lie in what is lost. Requests are of one pod. */
export type PlacedPods = {
  cluster: string;
  namespace: string;
  kind: string;
  name: string;
  team: string | null;
  total: number;
  lost: number;
  cpuRequestMillis: number;
  memoryRequestBytes: number;
};

export type AddressRow = { cluster: string; namespace: string; name: string; addresses: string[] };

/** Everything a loss is judged from. Nodes of every cluster, so that their room is known; `left`: what remains allocatable. */
export type LossRows = {
  pods: PlacedPods[];
  nodes: { cluster: string; health: Status; nodes: number; lostNodes: number; left: Room }[];
  addresses: AddressRow[];
};

/** A node of a member that loses something, and of one that may serve in its stead; `place` is its zone, or its region. */
export type LossNode = { cluster: string; name: string; place: string; lost: boolean };

export type LossSource = {
  rows(sight: Sight, lost: Scope, scope: Scope | undefined): Promise<LossRows>;
  nodes(sight: Sight, lost: Scope, scope: Scope | undefined): Promise<LossNode[]>;
};

/** The gateways of one member with the pods that serve them; null: nobody says which do. */
export type MemberGateways = {
  cluster: string;
  gateways: (Pick<LostGateway, 'kind' | 'namespace' | 'name' | 'className' | 'addresses'> & {
    pods: { node: string; ready: boolean }[] | null;
  })[];
};

/** Where the fleet's inventory says that pods and nodes lie. */
export type PlacedWorkloads = {
  /** Pods of the workload and nodes of its cluster, by place; null: nodes that say nothing of theirs. */
  places(
    target: ObjectRef,
    over: 'zone' | 'region',
  ): Promise<{ place: string | null; nodes: number; before: number }[]>;
  /** The cluster's Kubernetes version; null when it has never answered. */
  version(cluster: string): Promise<string | null>;
};
