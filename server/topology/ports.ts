import type { Scope } from '~/server/clusters/model/scope';
import type { ClusterPart, EditTarget, FieldChange, FieldWriter } from './model';

/** What the map is drawn from: one row per cluster and zone it has nodes in. */
export type MapSource = { rows(scope: Scope | undefined): Promise<MapRow[]> };

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

export type WriteResult = { outcome: 'applied' | 'conflict' | 'refused' | 'unreachable'; said: string };

/** Where places are kept: nodes in their member, clusters in the registry. Throws `cluster-…` and `not-found` failures. */
export type PlacedObjects = {
  read(target: EditTarget): Promise<PlacedObject>;
  /** Writes only when the object is still what was read. */
  write(target: EditTarget, changes: FieldChange[], now: PlacedObject): Promise<WriteResult>;
};
