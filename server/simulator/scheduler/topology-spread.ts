import { digList, digText, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { objectSelector } from '~/server/simulator/api/select/object-selector';
import { isDemanded } from './node-fit';

/** How many of the pods that count are in each domain of a topology key. */
type Domains = { key: string; counts: ReadonlyMap<string, number> };
export type Spread = {
  /** Why a node would leave the pods unevenly spread, in the words of kube-scheduler. */
  refusal(node: KubeObject): string | undefined;
  /** How crowded a node's domains are: the fewer, the better. */
  crowding(node: KubeObject): number;
};

const UNEVEN = "node(s) didn't match pod topology spread constraints";
const [ZONE, HOSTNAME] = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'];

/**
 * What a pod's topologySpreadConstraints say of nodes (https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/).
 * A pod without any is spread as its owner's pods are, over zones before nodes, as by the cluster's default constraints.
 */
export function planSpread(pod: KubeObject, nodes: readonly KubeObject[], pods: readonly KubeObject[]): Spread {
  const constraints = digList(pod, 'spec', 'topologySpreadConstraints');
  const [hard, soft] = [
    constraints.filter(({ whenUnsatisfiable }) => whenUnsatisfiable !== 'ScheduleAnyway'),
    constraints.filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'ScheduleAnyway'),
  ];
  const keys = hard.map(({ topologyKey }) => String(topologyKey));
  const eligible = nodes.filter(
    (node) => isDemanded(node, pod) && keys.every((key) => domainOf(node, key) !== undefined),
  );
  const limits = hard.map((constraint) => limitOf(constraint, pod, eligible, pods));
  const crowds =
    constraints.length > 0 ? soft.map((one) => countPods(one, pod, nodes, pods)) : ownCrowds(pod, nodes, pods);
  return {
    refusal: (node) => limits.map((limit) => limit(node)).find((why) => why !== undefined),
    crowding: (node) =>
      crowds.reduce((total, { key, counts }, index) => {
        const domain = domainOf(node, key);
        const count = domain === undefined ? Number.MAX_SAFE_INTEGER / 1e6 : (counts.get(domain) ?? 0);
        return total + count * (index === 0 ? 1 : 1e-3);
      }, 0),
  };
}

/** A node without a name of its own among its labels is its own domain all the same. */
const domainOf = ({ metadata: { name, labels } }: KubeObject, key: string): string | undefined =>
  labels?.[key] ?? (key === HOSTNAME ? name : undefined);

type Limit = (node: KubeObject) => string | undefined;

function limitOf(
  constraint: JsonObject,
  pod: KubeObject,
  nodes: readonly KubeObject[],
  pods: readonly KubeObject[],
): Limit {
  const { key, counts } = countPods(constraint, pod, nodes, pods);
  const isTooFew = counts.size < Number(constraint['minDomains'] ?? 1);
  const fewest = isTooFew ? 0 : Math.min(...counts.values());
  const itself = selectorOf(constraint, pod)(pod.metadata.labels) ? 1 : 0;
  return (node) => {
    const domain = domainOf(node, key);
    if (domain === undefined) return `${UNEVEN} (missing required label)`;
    const skew = (counts.get(domain) ?? 0) + itself - fewest;
    return skew > Number(constraint['maxSkew'] ?? 1) ? UNEVEN : undefined;
  };
}

function countPods(
  constraint: JsonObject,
  pod: KubeObject,
  nodes: readonly KubeObject[],
  pods: readonly KubeObject[],
): Domains {
  const isCounted = selectorOf(constraint, pod);
  const { namespace } = pod.metadata;
  return countBy(
    String(constraint['topologyKey']),
    nodes,
    pods,
    ({ metadata }) => metadata.namespace === namespace && !metadata.deletionTimestamp && isCounted(metadata.labels),
  );
}

function countBy(
  key: string,
  nodes: readonly KubeObject[],
  pods: readonly KubeObject[],
  isCounted: (pod: KubeObject) => boolean,
): Domains {
  const domains = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const domain = domainOf(node, key);
    if (domain === undefined) continue;
    domains.set(node.metadata.name, domain);
    counts.set(domain, 0);
  }
  for (const pod of pods) {
    const domain = domains.get(digText(pod, 'spec', 'nodeName') ?? '');
    if (domain !== undefined && isCounted(pod)) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return { key, counts };
}

/** `matchLabelKeys` add what the pod itself carries under them. */
function selectorOf(constraint: JsonObject, { metadata: { labels = {} } }: KubeObject) {
  const selected = objectSelector(constraint['labelSelector']);
  const keys = Array.isArray(constraint['matchLabelKeys']) ? constraint['matchLabelKeys'].map(String) : [];
  return (others: Record<string, string> = {}) =>
    selected(others) && keys.every((key) => labels[key] === undefined || others[key] === labels[key]);
}

function ownCrowds(pod: KubeObject, nodes: readonly KubeObject[], pods: readonly KubeObject[]): Domains[] {
  const owner = controllerUid(pod);
  if (owner === undefined) return [];
  const siblings = pods.filter((other) => controllerUid(other) === owner);
  return [ZONE, HOSTNAME].map((key) => countBy(key, nodes, siblings, () => true));
}

const controllerUid = ({ metadata }: KubeObject) =>
  metadata.ownerReferences?.find(({ controller }) => controller === true)?.uid;
