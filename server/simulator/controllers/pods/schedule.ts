import { dig, digList, digObject, digText, isObject, type KubeObject, timestamp } from '~/server/simulator/api/object';
import { objectSelector } from '~/server/simulator/api/select/object-selector';
import { controllerOf, recordEvent, type World, withCondition } from '~/server/simulator/controllers/world';
import { bindPod } from './pods';

const ZONE = 'topology.kubernetes.io/zone';

/** Gives a pod a node: ready, selected, tolerated; then the emptiest zone for its owner, then the emptiest node. */
export function schedulePod(world: World, namespace: string, name: string): void {
  const pod = world.objects.get('v1', 'pods', name, namespace);
  if (!pod || pod.metadata.deletionTimestamp || digText(pod, 'spec', 'nodeName')) return;
  const nodes = world.objects.list('v1', 'nodes');
  const chosen = chooseNode(nodes, world.objects.list('v1', 'pods'), pod);
  if (chosen) {
    bindPod(world, namespace, name, chosen.metadata.name);
    const message = `Successfully assigned ${namespace}/${name} to ${chosen.metadata.name}`;
    recordEvent(
      world,
      { object: pod, apiVersion: 'v1', kind: 'Pod' },
      { type: 'Normal', reason: 'Scheduled', message, component: 'default-scheduler' },
    );
    return;
  }
  const message = `0/${nodes.length} nodes are available: ${nodes.length} node(s) didn't match the pod's requirements.`;
  markUnschedulable(world, pod, message);
  world.enqueue('schedule', namespace, name, 30_000);
}

/** Whether a pod may go onto a node; DaemonSets go where others may not (their controller's own tolerations). */
export function isFitting(node: KubeObject, pod: { [field: string]: unknown }, forDaemon = false): boolean {
  const selector = digObject(pod, 'spec', 'nodeSelector') ?? {};
  const labels = node.metadata.labels ?? {};
  if (Object.entries(selector).some(([key, value]) => labels[key] !== value)) return false;
  if (!isDemanded(node, pod)) return false;
  const taints = digList(node, 'spec', 'taints').filter((taint) => taint['effect'] !== 'PreferNoSchedule');
  const tolerations = digList(pod, 'spec', 'tolerations');
  const isTolerated = taints.every(
    (taint) =>
      (forDaemon && String(taint['key']).startsWith('node.kubernetes.io/')) ||
      tolerations.some((toleration) => tolerates(toleration, taint)),
  );
  if (forDaemon) return isTolerated;
  return isTolerated && dig(node, 'spec', 'unschedulable') !== true && isNodeReady(node);
}

/** The required node affinity: one of its terms must hold. */
function isDemanded({ metadata: { labels } }: KubeObject, pod: { [field: string]: unknown }): boolean {
  const required = ['spec', 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'];
  const terms = digList(pod, ...required, 'nodeSelectorTerms');
  return terms.length === 0 || terms.some((term) => objectSelector(term)(labels));
}

export const isNodeReady = (node: KubeObject) =>
  digList(node, 'status', 'conditions').some(({ type, status }) => type === 'Ready' && status === 'True');

function tolerates(toleration: { [field: string]: unknown }, taint: { [field: string]: unknown }): boolean {
  if (toleration['effect'] && toleration['effect'] !== taint['effect']) return false;
  if (!toleration['key']) return toleration['operator'] === 'Exists';
  if (toleration['key'] !== taint['key']) return false;
  return toleration['operator'] === 'Exists' || (toleration['value'] ?? '') === (taint['value'] ?? '');
}

/** Of the nodes that fit, one in the emptiest zone for the pod's owner, and there the emptiest; undefined when none fits. */
export function chooseNode(
  all: readonly KubeObject[],
  pods: readonly KubeObject[],
  pod: KubeObject,
): KubeObject | undefined {
  const nodes = all.filter((node) => isFitting(node, pod));
  const owner = controllerOf(pod)?.uid;
  const zoneOf = (node: KubeObject | undefined) => node?.metadata.labels?.[ZONE] ?? '';
  const byName = new Map(nodes.map((node) => [node.metadata.name, node]));
  const load = new Map<string, number>();
  const siblings = new Map<string, number>();
  for (const other of pods) {
    const nodeName = digText(other, 'spec', 'nodeName');
    if (!nodeName) continue;
    load.set(nodeName, (load.get(nodeName) ?? 0) + 1);
    if (owner === undefined || controllerOf(other)?.uid !== owner) continue;
    for (const key of [nodeName, `zone ${zoneOf(byName.get(nodeName))}`])
      siblings.set(key, (siblings.get(key) ?? 0) + 1);
  }
  const cost = (node: KubeObject) => {
    const { name } = node.metadata;
    return (siblings.get(`zone ${zoneOf(node)}`) ?? 0) * 1e6 + (siblings.get(name) ?? 0) * 1e3 + (load.get(name) ?? 0);
  };
  return nodes.reduce<KubeObject | undefined>(
    (best, node) => (best && cost(best) <= cost(node) ? best : node),
    undefined,
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
