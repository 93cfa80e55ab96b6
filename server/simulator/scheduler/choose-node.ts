import { groupBy } from '~/server/kernel/group-by';
import { digText, type KubeObject } from '~/server/simulator/api/object';
import { misfitOf, preferenceFor, softTaintsAgainst } from './node-fit';
import { type Amounts, freeOn, lackingFor, shareTaken } from './resources';
import { planSpread, type Spread } from './topology-spread';

/** The node for a pod, or why there is none, in kube-scheduler's sentence. */
export type Choice = { node: KubeObject } | { node: undefined; why: string };

/**
 * Chooses as kube-scheduler's default plugins do: what they filter is a must; what they score is weighed in the order of
 * their weights: soft taints, preferred affinity, spread, what is free. The same objects always give the same node.
 */
export function chooseNode(nodes: readonly KubeObject[], pods: readonly KubeObject[], pod: KubeObject): Choice {
  const spread = planSpread(pod, nodes, pods);
  const byNode = groupBy(pods, (pod) => digText(pod, 'spec', 'nodeName') ?? '');
  const judged = nodes.map((node) => judgeNode(node, byNode.get(node.metadata.name) ?? [], pod, spread));
  const fitting = judged.filter(({ reasons }) => reasons.length === 0);
  const [first, ...others] = fitting;
  if (!first) return { node: undefined, why: sentence(judged.map(({ reasons }) => reasons)) };
  let best = { node: first.node, costs: costsOf(first, pod, spread) };
  for (const one of others) {
    const costs = costsOf(one, pod, spread);
    if (isCheaper(costs, best.costs)) best = { node: one.node, costs };
  }
  return { node: best.node };
}

type Judged = { node: KubeObject; reasons: readonly string[]; free: Amounts | undefined; load: number };

function judgeNode(node: KubeObject, there: readonly KubeObject[], pod: KubeObject, spread: Spread): Judged {
  const judged = { node, free: undefined, load: there.length };
  const misfit = misfitOf(node, pod);
  if (misfit !== undefined) return { ...judged, reasons: [misfit] };
  const free = freeOn(node, there);
  const lacking = lackingFor(pod, free);
  const uneven = lacking.length === 0 ? spread.refusal(node) : undefined;
  return { ...judged, free, reasons: uneven === undefined ? lacking : [uneven] };
}

const costsOf = ({ node, free, load }: Judged, pod: KubeObject, spread: Spread): number[] => [
  softTaintsAgainst(node, pod),
  -preferenceFor(node, pod),
  spread.crowding(node),
  shareTaken(node, free),
  load,
];

function isCheaper(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((cost, index) => cost !== other[index]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}

function sentence(reasonsOfNodes: readonly (readonly string[])[]): string {
  if (reasonsOfNodes.length === 0) return 'no nodes available to schedule pods';
  const times = new Map<string, number>();
  for (const reason of reasonsOfNodes.flat()) times.set(reason, (times.get(reason) ?? 0) + 1);
  const told = [...times].map(([reason, count]) => `${count} ${reason}`).sort();
  return `0/${reasonsOfNodes.length} nodes are available: ${told.join(', ')}.`;
}
