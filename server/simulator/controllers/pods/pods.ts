import {
  copyOf,
  dig,
  digList,
  digNumber,
  digObject,
  digText,
  type KubeObject,
  timestamp,
} from '~/server/simulator/api/object';
import { ownerReference, type World } from '~/server/simulator/controllers/world';

type Owner = { object: KubeObject; apiVersion: string; kind: string };

/** Makes a pod from the template of its owner. */
export function createPod(
  world: World,
  owner: Owner,
  pod: { name: string; labels?: Record<string, string>; nodeName?: string; hostname?: string },
): void {
  const template = digObject(owner.object, 'spec', 'template') ?? {};
  const { namespace = 'default' } = owner.object.metadata;
  const spec = copyOf(digObject(template, 'spec') ?? {});
  const annotations = digObject(template, 'metadata', 'annotations') as Record<string, string> | undefined;
  world.objects.put('v1', 'pods', {
    metadata: {
      name: pod.name,
      generateName: pod.hostname ? '' : `${owner.object.metadata.name}-`,
      namespace,
      labels: { ...(digObject(template, 'metadata', 'labels') as Record<string, string>), ...pod.labels },
      ...(annotations ? { annotations } : {}),
      ownerReferences: [ownerReference(owner, owner.object)],
      creationTimestamp: timestamp(world.now()),
      uid: world.random.uid(),
    },
    spec: {
      ...spec,
      ...(pod.hostname ? { hostname: pod.hostname } : {}),
      ...(pod.nodeName ? { nodeName: pod.nodeName } : {}),
      serviceAccountName: spec['serviceAccountName'] ?? 'default',
    },
    status: {
      phase: 'Pending',
      qosClass: digObject(spec['containers'], '0', 'resources', 'limits') ? 'Burstable' : 'BestEffort',
      ...(pod.nodeName ? { conditions: [scheduled(world)] } : {}),
    },
  });
}

const scheduled = (world: World) => ({
  type: 'PodScheduled',
  status: 'True',
  lastProbeTime: null,
  lastTransitionTime: timestamp(world.now()),
});

/** What the scheduler's binding does to a pod. */
export function bindPod(world: World, namespace: string, name: string, nodeName: string): void {
  world.objects.change({ apiVersion: 'v1', plural: 'pods', name, namespace }, (pod) => {
    pod['spec'] = { ...digObject(pod, 'spec'), nodeName };
    pod['status'] = { ...digObject(pod, 'status'), conditions: [scheduled(world)] };
  });
}

/** Ends a pod: with its kubelet's help when it is on a node, at once when it is not. */
export function endPod(world: World, { metadata, ...pod }: KubeObject): void {
  const { name, namespace } = metadata;
  const node = digText(pod, 'spec', 'nodeName');
  if (!node) {
    world.objects.delete('v1', 'pods', name, namespace);
    return;
  }
  const grace = digNumber(pod, 'spec', 'terminationGracePeriodSeconds') ?? 30;
  world.objects.change({ apiVersion: 'v1', plural: 'pods', name, namespace }, (draft) => {
    draft.metadata.deletionTimestamp = timestamp(new Date(world.now().getTime() + grace * 1000));
    draft.metadata.deletionGracePeriodSeconds = grace;
  });
}

export const isReady = (pod: KubeObject) =>
  digList(pod, 'status', 'conditions').some(({ type, status }) => type === 'Ready' && status === 'True');
export const isOver = (pod: KubeObject) => ['Succeeded', 'Failed'].includes(String(dig(pod, 'status', 'phase')));

/** Whom to end first when there are too many: who is not scheduled, then not ready, then the youngest. */
export function expendable(pods: readonly KubeObject[]): KubeObject[] {
  const rank = (pod: KubeObject) => (digText(pod, 'spec', 'nodeName') ? 1 : 0) + (isReady(pod) ? 2 : 0);
  const born = (pod: KubeObject) => pod.metadata.creationTimestamp ?? '';
  return [...pods].sort(
    (one, other) =>
      rank(one) - rank(other) ||
      born(other).localeCompare(born(one)) ||
      one.metadata.name.localeCompare(other.metadata.name),
  );
}
