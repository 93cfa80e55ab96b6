import { copyOf, dig, digNumber, digObject, type KubeObject } from '~/server/simulator/api/object';
import { createPod, endPod, isReady } from '~/server/simulator/controllers/pods/pods';
import { CONTROLLER_STATUS, ownedBy, type World } from '~/server/simulator/controllers/world';
import { hashLetters } from '~/server/simulator/random';

const KIND = { apiVersion: 'apps/v1', kind: 'StatefulSet' };
const HASH = 'controller-revision-hash';
const ordinalOf = (pod: KubeObject) => Number(pod.metadata.name.slice(pod.metadata.name.lastIndexOf('-') + 1));

/** Pods `name-0`, `name-1`, …: one after the other, updated from the last to the first. */
export function reconcileStatefulSet(world: World, namespace: string, name: string): void {
  const set = world.objects.get('apps/v1', 'statefulsets', name, namespace);
  if (!set || set.metadata.deletionTimestamp) return;
  const revision = `${name}-${hashLetters(JSON.stringify(dig(set, 'spec', 'template')))}`;
  const pods = ownedBy(world, 'v1', 'pods', set).sort((one, other) => ordinalOf(one) - ordinalOf(other));
  step(world, set, pods, revision);
  writeStatus(world, set, revision);
}

/** One change at a time: surplus first, then what is missing, then what is outdated. */
function step(world: World, set: KubeObject, pods: KubeObject[], revision: string): void {
  const replicas = digNumber(set, 'spec', 'replicas') ?? 1;
  const surplus = pods.filter((pod) => ordinalOf(pod) >= replicas).at(-1);
  if (surplus) {
    endPod(world, surplus);
    return;
  }
  const isParallel = dig(set, 'spec', 'podManagementPolicy') === 'Parallel';
  for (let ordinal = 0; ordinal < replicas; ordinal++) {
    const pod = pods.find((one) => ordinalOf(one) === ordinal);
    if (!pod) create(world, set, ordinal, revision);
    if (!isParallel && (!pod || !isReady(pod))) return;
  }
  const outdated = pods.filter((pod) => pod.metadata.labels?.[HASH] !== revision).at(-1);
  if (outdated && pods.every(isReady)) endPod(world, outdated);
}

function create(world: World, set: KubeObject, ordinal: number, revision: string): void {
  const name = `${set.metadata.name}-${ordinal}`;
  if (world.objects.get('v1', 'pods', name, set.metadata.namespace)) return;
  const labels = { [HASH]: revision, 'statefulset.kubernetes.io/pod-name': name };
  createPod(world, { object: set, ...KIND }, { name, labels, hostname: name });
}

function writeStatus(world: World, { metadata }: KubeObject, revision: string): void {
  const { name, namespace } = metadata;
  world.objects.change(
    { apiVersion: 'apps/v1', plural: 'statefulsets', name, namespace },
    (set) => {
      const pods = ownedBy(world, 'v1', 'pods', set);
      const updated = pods.filter((pod) => pod.metadata.labels?.[HASH] === revision).length;
      const ready = pods.filter(isReady).length;
      const before = copyOf(digObject(set, 'status') ?? {});
      const current = updated === pods.length ? revision : (before['currentRevision'] ?? revision);
      set['status'] = {
        observedGeneration: set.metadata.generation,
        replicas: pods.length,
        ...(ready > 0 ? { readyReplicas: ready } : {}),
        currentReplicas: current === revision ? updated : pods.length - updated,
        updatedReplicas: updated,
        currentRevision: current,
        updateRevision: revision,
        collisionCount: 0,
        availableReplicas: ready,
      };
    },
    CONTROLLER_STATUS,
  );
}
