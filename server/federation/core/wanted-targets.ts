import type { WantedTarget } from '../ports/applications';
import type { PlannedTarget } from './plan-targets';

/** A plan as it is kept; a cluster whose row is not known (any more) is left out. */
export const wantedTargets = (
  targets: readonly PlannedTarget[],
  clusterIds: ReadonlyMap<string, string>,
): (WantedTarget & { cluster: string })[] =>
  targets.flatMap(({ chosen: { cluster, replicas, grounds }, manifests }) => {
    const clusterId = clusterIds.get(cluster);
    const objects = manifests.map(({ object, origins }) => ({ object, origins }));
    return clusterId ? [{ cluster, clusterId, replicas, grounds, objects }] : [];
  });
