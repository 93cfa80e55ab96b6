import { clusterFailureOf, failureOf } from '~/server/kernel/failure';
import { inParallel } from '~/server/kernel/in-parallel';
import type { KubeObject } from '~/server/kube/member';
import type { Actor } from '~/server/teams/model';
import { compareObjects } from './core/compare-objects';
import { getObject } from './get-object';
import { locate } from './locate';
import type { CompareInput, Comparison } from './model/view';
import type { ObjectDeps } from './ports';

const AT_ONCE = 24;

/** The same object in many members, side by side. A member that does not answer is named and leaves the others. */
export async function compareObject(
  deps: Pick<ObjectDeps, 'clientFor' | 'kinds'>,
  actor: Actor,
  { clusters, ...of }: CompareInput,
): Promise<Comparison> {
  const found = new Map<string, KubeObject>();
  const absent: string[] = [];
  const failed: Comparison['failed'] = [];
  await inParallel(AT_ONCE, clusters, async (cluster) => {
    try {
      const { client, ref } = await locate(deps, actor, { ...of, cluster });
      found.set(cluster, await getObject(client, ref));
    } catch (error) {
      const failure = clusterFailureOf(error);
      const isAbsent =
        failureOf(error)?.kind === 'not-found' || (failure?.kind === 'cluster-refused' && failure.status === 404);
      if (isAbsent) absent.push(cluster);
      else if (failure) failed.push({ cluster, reason: failure.reason, detail: failure.detail });
      else throw error;
    }
  });
  return { ...compareObjects(found), absent: absent.toSorted(), failed };
}
