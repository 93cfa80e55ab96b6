import { dig, digList, digObject, isObject, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { objectSelector } from '~/server/simulator/api/select/object-selector';

/** Why a node does not take a pod, whatever runs there, in the words of kube-scheduler; undefined when it does. */
export function misfitOf(node: KubeObject, pod: JsonObject): string | undefined {
  if (dig(node, 'spec', 'unschedulable') === true && !toleratesAll(pod, [UNSCHEDULABLE]))
    return 'node(s) were unschedulable';
  const taint = hardTaints(node).find((one) => !toleratesAll(pod, [one]));
  if (taint) return `node(s) had untolerated taint {${taint['key']}: ${taint['value'] ?? ''}}`;
  if (!isNodeReady(node)) return 'node(s) had untolerated taint {node.kubernetes.io/not-ready: }';
  return isDemanded(node, pod) ? undefined : "node(s) didn't match Pod's node affinity/selector";
}

/** Whether a DaemonSet runs on a node: its controller tolerates what befalls nodes of itself. */
export const runsDaemon = (node: KubeObject, pod: JsonObject): boolean =>
  isDemanded(node, pod) &&
  toleratesAll(
    pod,
    hardTaints(node).filter(({ key }) => !String(key).startsWith('node.kubernetes.io/')),
  );

export const isNodeReady = (node: KubeObject) =>
  digList(node, 'status', 'conditions').some(({ type, status }) => type === 'Ready' && status === 'True');

/** The node selector and the required node affinity, of which one term must hold. */
export function isDemanded(node: KubeObject, pod: JsonObject): boolean {
  const { labels = {} } = node.metadata;
  const selector = digObject(pod, 'spec', 'nodeSelector') ?? {};
  if (Object.entries(selector).some(([key, value]) => labels[key] !== value)) return false;
  const required = dig(pod, ...AFFINITY, 'requiredDuringSchedulingIgnoredDuringExecution');
  return !isObject(required) || digList(required, 'nodeSelectorTerms').some((term) => holds(term, node));
}

/** The weights of the preferred terms that hold for a node. */
export const preferenceFor = (node: KubeObject, pod: JsonObject): number =>
  digList(pod, ...AFFINITY, 'preferredDuringSchedulingIgnoredDuringExecution')
    .filter(({ preference }) => isObject(preference) && holds(preference, node))
    .reduce((total, { weight }) => total + Number(weight), 0);

/** How many taints speak against a node without forbidding it. */
export const softTaintsAgainst = (node: KubeObject, pod: JsonObject): number =>
  digList(node, 'spec', 'taints').filter(
    (taint) => taint['effect'] === 'PreferNoSchedule' && !toleratesAll(pod, [taint]),
  ).length;

const AFFINITY = ['spec', 'affinity', 'nodeAffinity'];
const UNSCHEDULABLE = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

const hardTaints = (node: KubeObject) =>
  digList(node, 'spec', 'taints').filter(({ effect }) => effect !== 'PreferNoSchedule');

/** A term of labels and fields, of which `metadata.name` is the only one; a term without either holds for none. */
function holds(term: JsonObject, node: KubeObject): boolean {
  const [labels, fields] = [digList(term, 'matchExpressions'), digList(term, 'matchFields')];
  if (labels.length + fields.length === 0) return false;
  return (
    objectSelector({ matchExpressions: labels })(node.metadata.labels) &&
    objectSelector({ matchExpressions: fields })({ 'metadata.name': node.metadata.name })
  );
}

const toleratesAll = (pod: JsonObject, taints: readonly JsonObject[]) =>
  taints.every((taint) => digList(pod, 'spec', 'tolerations').some((toleration) => tolerates(toleration, taint)));

/** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function tolerates({ key, operator, value, effect }: JsonObject, taint: JsonObject): boolean {
  if (effect && effect !== taint['effect']) return false;
  if (!key) return operator === 'Exists';
  if (key !== taint['key']) return false;
  return operator === 'Exists' || (value ?? '') === (taint['value'] ?? '');
}
