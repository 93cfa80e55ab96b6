import { at, list, text } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import type { LogSource } from '~/server/objects/model/stream';
import { containerRun } from './core/container-run';

/** `restarts`: how often it had begun anew when it was found. */
export type PodContainer = {
  cluster: string;
  namespace: string;
  pod: string;
  uid: string | undefined;
  container: string;
  restarts: number;
};

export const PODS = { group: '', version: 'v1', plural: 'pods' };
const MOST_PODS = 200;

/** The containers of what a source names, as they are at this moment; those that have not begun yet have no log. */
export async function findContainers(
  client: MemberClient,
  source: LogSource,
  only: string | undefined,
): Promise<PodContainer[]> {
  const { cluster, namespace } = source;
  const pods =
    'pod' in source
      ? [await client.get(PODS, { namespace, name: source.pod })]
      : (await client.list(PODS, { namespace, labelSelector: source.labelSelector, limit: MOST_PODS })).items;
  return pods.flatMap((pod) =>
    startedContainers(pod)
      .filter((container) => only === undefined || container === only)
      .map((container) => ({
        ...{ cluster, namespace, pod: pod.metadata.name, uid: pod.metadata.uid, container },
        restarts: containerRun(pod, container)?.restarts ?? 0,
      })),
  );
}

function startedContainers(pod: KubeObject): string[] {
  const statuses = ['initContainerStatuses', 'containerStatuses'].flatMap((field) => list(at(pod, 'status', field)));
  const waits = (status: unknown) =>
    at(status, 'state', 'waiting') !== undefined && at(status, 'lastState', 'terminated') === undefined;
  return statuses.filter((status) => !waits(status)).map((status) => text(at(status, 'name')));
}
