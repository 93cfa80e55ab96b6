import { isSame } from '~/server/kernel/json';
import type { WantedTarget } from '../ports/applications';
import type { Replacing } from '../ports/plans';
import type { PlannedTarget } from './plan-targets';

type Before = readonly { cluster: string; objects: WantedTarget['objects'] }[];

/** Which clusters get something else than they have, and which have it no more; those that stay as they are are left alone. */
export function findReplacing(
  before: Before,
  targets: readonly PlannedTarget[],
  clusterIds: ReadonlyMap<string, string>,
): Replacing {
  const known = new Map(before.map(({ cluster, objects }) => [cluster, objects.map(({ object }) => object)]));
  const taken = new Set(targets.map(({ chosen }) => chosen.cluster));
  const bring = targets.flatMap(({ chosen, manifests }) => {
    const clusterId = clusterIds.get(chosen.cluster);
    const objects = manifests.map(({ object, origins }) => ({ object, origins }));
    const has = known.get(chosen.cluster);
    const isAsItIs =
      has !== undefined &&
      isSame(
        has,
        objects.map(({ object }) => object),
      );
    return clusterId && !isAsItIs ? [{ clusterId, replicas: chosen.replicas, grounds: chosen.grounds, objects }] : [];
  });
  const withdraw = before.flatMap(({ cluster }) => (taken.has(cluster) ? [] : (clusterIds.get(cluster) ?? [])));
  return { bring, withdraw };
}
