import type { ApplicationSpec } from '../model/application';

/** Every cluster that an application names, in order: in its groups, its weights and its overrides. */
export function namedClusters({ placement, overrides }: Pick<ApplicationSpec, 'placement' | 'overrides'>): string[] {
  const { clusterAffinities, replicaScheduling } = placement;
  const weights = replicaScheduling.type === 'Weighted' ? replicaScheduling.weights : [];
  const meant = [...clusterAffinities, ...[...weights, ...overrides].map(({ targetCluster }) => targetCluster)];
  return [...new Set(meant.flatMap(({ clusterNames = [], exclude }) => [...clusterNames, ...exclude]))].toSorted();
}
