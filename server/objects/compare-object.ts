import { clusterFailureOf, failureOf, isRefusedWith } from '~/server/kernel/failure';
import { inParallel } from '~/server/kernel/in-parallel';
import { text } from '~/server/kernel/json';
import type { Actor } from '~/server/teams/model/actor';
import { groupObjects } from './core/group-objects';
import { getObject } from './get-object';
import { locate } from './locate';
import type { ComparedCluster, CompareInput } from './model/comparison';
import type { ObjectDeps } from './ports';

const AT_ONCE = 24;

/** The same object in many members, each told as it answers. A member that does not answer is named and leaves the others. */
export async function compareObject(
  deps: Pick<ObjectDeps, 'clientFor' | 'kinds'>,
  actor: Actor,
  { clusters, ...of }: CompareInput,
  report: (answer: ComparedCluster) => void,
): Promise<void> {
  const place = groupObjects();
  await inParallel(AT_ONCE, clusters, async (cluster) => {
    try {
      const { client, ref } = await locate(deps, actor, { ...of, cluster });
      const object = await getObject(client, ref);
      const createdAt = text(object.metadata.creationTimestamp);
      report({ answer: 'found', cluster, createdAt, ...place(object) });
    } catch (error) {
      report(withoutObject(cluster, error));
    }
  });
}

function withoutObject(cluster: string, error: unknown): ComparedCluster {
  const failure = clusterFailureOf(error);
  const isAbsent = failureOf(error)?.kind === 'not-found' || isRefusedWith(error, 404);
  if (isAbsent) return { answer: 'absent', cluster };
  if (!failure) throw error;
  return { answer: 'failed', cluster, reason: failure.reason, detail: failure.detail };
}
