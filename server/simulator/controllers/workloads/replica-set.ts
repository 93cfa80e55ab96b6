import { digNumber, digObject, type KubeObject } from '~/server/simulator/api/object';
import { createPod, endPod, expendable, isOver, isReady } from '~/server/simulator/controllers/pods/pods';
import { ownedBy, recordEvent, type World } from '~/server/simulator/controllers/world';

const KIND = { apiVersion: 'apps/v1', kind: 'ReplicaSet' };

/** As many pods as the set wants, and a status that says how many there are. */
export function reconcileReplicaSet(world: World, namespace: string, name: string): void {
  const set = world.objects.get('apps/v1', 'replicasets', name, namespace);
  if (!set || set.metadata.deletionTimestamp) return;
  const wanted = digNumber(set, 'spec', 'replicas') ?? 1;
  const pods = ownedBy(world, 'v1', 'pods', set).filter((pod) => !isOver(pod));
  for (let missing = wanted - pods.length; missing > 0; missing--) startPod(world, set);
  for (const pod of expendable(pods).slice(0, Math.max(0, pods.length - wanted))) endPod(world, pod);
  writeStatus(world, set);
}

function startPod(world: World, set: KubeObject): void {
  const name = `${set.metadata.name}-${world.random.letters(5)}`;
  createPod(world, { object: set, ...KIND }, { name });
  recordEvent(
    world,
    { object: set, ...KIND },
    { type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${name}`, component: 'replicaset-controller' },
  );
}

function writeStatus(world: World, { metadata }: KubeObject): void {
  const { name, namespace } = metadata;
  world.objects.change({ apiVersion: 'apps/v1', plural: 'replicasets', name, namespace }, (set) => {
    const pods = ownedBy(world, 'v1', 'pods', set);
    const ready = pods.filter(isReady).length;
    set['status'] = {
      replicas: pods.length,
      ...(pods.length > 0 ? { fullyLabeledReplicas: pods.length } : {}),
      ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
      observedGeneration: set.metadata.generation,
      ...(digObject(set, 'status')?.['conditions'] ? { conditions: digObject(set, 'status')?.['conditions'] } : {}),
    };
  });
}
