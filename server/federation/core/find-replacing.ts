import { isSame } from '~/server/kernel/json';
import type { WantedTarget } from '../ports/applications';
import type { Replacing } from '../ports/plans';
import type { PlannedTarget } from './plan-targets';
import { wantedTargets } from './wanted-targets';

type Before = readonly { cluster: string; objects: WantedTarget['objects'] }[];

/** Which clusters get something else than they have, and which have it no more; those that stay as they are are left alone. */
export function findReplacing(
  before: Before,
  targets: readonly PlannedTarget[],
  clusterIds: ReadonlyMap<string, string>,
): Replacing {
  const bare = (objects: WantedTarget['objects']) => objects.map(({ object }) => object);
  const known = new Map(before.map(({ cluster, objects }) => [cluster, bare(objects)]));
  const taken = new Set(targets.map(({ chosen }) => chosen.cluster));
  const bring = wantedTargets(targets, clusterIds).filter(
    ({ cluster, objects }) => !isSame(known.get(cluster), bare(objects)),
  );
  const withdraw = before.flatMap(({ cluster }) => (taken.has(cluster) ? [] : (clusterIds.get(cluster) ?? [])));
  return { bring, withdraw };
}
