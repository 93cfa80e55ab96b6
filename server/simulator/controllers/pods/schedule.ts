import { digText, isObject, type KubeObject, timestamp } from '~/server/simulator/api/object';
import { recordEvent, type World, withCondition } from '~/server/simulator/controllers/world';
import { chooseNode } from '~/server/simulator/scheduler/choose-node';
import { bindPod } from './pods';

/** Gives a pod its node, or says why there is none and tries again later. */
export function schedulePod(world: World, namespace: string, name: string): void {
  const pod = world.objects.get('v1', 'pods', name, namespace);
  if (!pod || pod.metadata.deletionTimestamp || digText(pod, 'spec', 'nodeName')) return;
  const choice = chooseNode(world.objects.list('v1', 'nodes'), world.objects.list('v1', 'pods'), pod);
  if (!choice.node) {
    markUnschedulable(world, pod, choice.why);
    world.enqueue('schedule', namespace, name, 30_000);
    return;
  }
  bindPod(world, namespace, name, choice.node.metadata.name);
  const message = `Successfully assigned ${namespace}/${name} to ${choice.node.metadata.name}`;
  recordEvent(
    world,
    { object: pod, apiVersion: 'v1', kind: 'Pod' },
    { type: 'Normal', reason: 'Scheduled', message, component: 'default-scheduler' },
  );
}

function markUnschedulable(world: World, pod: KubeObject, message: string): void {
  const { name, namespace } = pod.metadata;
  world.objects.change({ apiVersion: 'v1', plural: 'pods', name, namespace }, (draft) => {
    const status = isObject(draft['status']) ? draft['status'] : {};
    const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
    draft['status'] = { ...status, conditions: withCondition(status['conditions'], condition, timestamp(world.now())) };
  });
  recordEvent(
    world,
    { object: pod, apiVersion: 'v1', kind: 'Pod' },
    { type: 'Warning', reason: 'FailedScheduling', message, component: 'default-scheduler' },
  );
}
