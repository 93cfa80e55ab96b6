import { digList, digObject, digText, isObject, type KubeObject, timestamp } from '~/server/simulator/api/object';
import { endPod } from '~/server/simulator/controllers/pods/pods';
import {
  CONTROLLER_MANAGER,
  type Condition,
  controllerOf,
  type World,
  withCondition,
} from '~/server/simulator/controllers/world';
import { isNodeReady } from '~/server/simulator/scheduler/node-fit';

/** After this much silence the node controller calls a node unknown (`--node-monitor-grace-period`). */
const GRACE_MS = 40_000;
/** Pods are taken off an unreachable node after their default toleration of its taint. */
const EVICTION_MS = 300_000;
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const UNKNOWN = { status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.' };

/** What the node controller does: taints that follow from a node's state, and what follows from its silence. */
export function monitorNode(world: World, _namespace: string, name: string): void {
  if (!world.objects.get('v1', 'nodes', name)) return;
  world.enqueue('node-monitor', '', name, GRACE_MS);
  const lease = world.objects.get('coordination.k8s.io/v1', 'leases', name, 'kube-node-lease');
  const renewed = Date.parse(digText(lease, 'spec', 'renewTime') ?? '');
  if (world.now().getTime() - renewed > GRACE_MS) loseNode(world, name);
  world.objects.change(
    { apiVersion: 'v1', plural: 'nodes', name },
    (node) => {
      const now = world.now();
      const isCordoned = digObject(node, 'spec')?.['unschedulable'] === true;
      taint(node, { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }, isCordoned ? now : undefined);
      if (isNodeReady(node)) taint(node, { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }, undefined);
    },
    CONTROLLER_MANAGER,
  );
}

/** Marks a node that has fallen silent, and its pods; evicts them once they have been out of sight for long enough. */
export function loseNode(world: World, name: string): void {
  const now = timestamp(world.now());
  const node = world.objects.change(
    { apiVersion: 'v1', plural: 'nodes', name },
    (draft) => {
      const status = isObject(draft['status']) ? draft['status'] : {};
      const types = digList(draft, 'status', 'conditions').map(({ type }) => String(type));
      const conditions = types.reduce(
        (list, type) => withCondition(list, { type, ...UNKNOWN }, now),
        status['conditions'] as Condition[],
      );
      draft['status'] = { ...status, conditions };
      for (const effect of ['NoSchedule', 'NoExecute']) taint(draft, { key: UNREACHABLE, effect }, world.now());
    },
    CONTROLLER_MANAGER,
  );
  const since = Date.parse(
    String(digList(node, 'spec', 'taints').find(({ key }) => key === UNREACHABLE)?.['timeAdded']),
  );
  const isEvicting = world.now().getTime() - since >= EVICTION_MS;
  for (const pod of podsOn(world, name)) {
    if (isEvicting && controllerOf(pod)?.kind !== 'DaemonSet') endPod(world, pod);
    else setPodsReady(world, pod, false);
  }
}

/** The node speaks again: its taints go, and its pods are as ready as they were. */
export function regainNode(world: World, node: KubeObject): void {
  for (const effect of ['NoSchedule', 'NoExecute']) taint(node, { key: UNREACHABLE, effect }, undefined);
  for (const pod of podsOn(world, node.metadata.name)) {
    if (pod.metadata.deletionTimestamp) world.enqueue('end-pod', pod.metadata.namespace ?? '', pod.metadata.name, 1000);
    else setPodsReady(world, pod, true);
  }
}

const podsOn = (world: World, node: string) =>
  world.objects
    .list('v1', 'pods')
    .filter((pod) => digText(pod, 'spec', 'nodeName') === node && digText(pod, 'status', 'phase') === 'Running');

function setPodsReady(world: World, { metadata }: KubeObject, isReady: boolean): void {
  const { name, namespace } = metadata;
  world.objects.change({ apiVersion: 'v1', plural: 'pods', name, namespace }, (pod) => {
    const status = isObject(pod['status']) ? pod['status'] : {};
    const condition = { type: 'Ready', status: isReady ? 'True' : 'False' };
    pod['status'] = { ...status, conditions: withCondition(status['conditions'], condition, timestamp(world.now())) };
  });
}

/** Gives a node a taint at a time, or takes it away. */
function taint(node: KubeObject, { key, effect }: { key: string; effect: string }, added: Date | undefined): void {
  const taints = digList(node, 'spec', 'taints');
  const others = taints.filter((known) => known['key'] !== key || known['effect'] !== effect);
  if (others.length < taints.length === (added !== undefined)) return;
  const next = added ? [...taints, { key, effect, timeAdded: timestamp(added) }] : others;
  const { taints: _old, ...spec } = digObject(node, 'spec') ?? {};
  node['spec'] = next.length > 0 ? { ...spec, taints: next } : spec;
}
