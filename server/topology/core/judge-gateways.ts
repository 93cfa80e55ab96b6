import { GATEWAY_FATES, type LostGateway } from '../model/gateway-loss';
import type { LossNode, MemberGateways } from '../ports';

/**
 * What becomes of the gateways of members when nodes are lost: gone, still served from elsewhere in the cluster, or unknown.
 * Gateways that lose nothing are left out. A pod counts as serving when it is ready and its node is known and kept.
 */
export function judgeGateways(members: readonly MemberGateways[], nodes: readonly LossNode[]): LostGateway[] {
  const byCluster = new Map<string, Map<string, LossNode>>();
  for (const node of nodes) {
    const own = byCluster.get(node.cluster) ?? new Map<string, LossNode>();
    byCluster.set(node.cluster, own.set(node.name, node));
  }
  const judged = members.flatMap(({ cluster, gateways }) =>
    gateways.map((gateway) => ({ ...gateway, cluster, ...fateOf(gateway, byCluster.get(cluster) ?? new Map()) })),
  );
  const elsewhere = (one: (typeof judged)[number]) =>
    judged
      .filter((other) => other.cluster !== one.cluster && other.fate !== 'gone' && other.fate !== 'unknown')
      .filter(({ kind, namespace, name }) => kind === one.kind && namespace === one.namespace && name === one.name)
      .reduce((sum, { addresses }) => sum + addresses.length, 0);
  return judged
    .flatMap((one): LostGateway[] => {
      const { pods: _pods, fate, ...rest } = one;
      return fate === 'untouched' ? [] : [{ ...rest, fate, elsewhere: elsewhere(one) }];
    })
    .toSorted(
      (one, other) =>
        GATEWAY_FATES.indexOf(one.fate) - GATEWAY_FATES.indexOf(other.fate) ||
        one.cluster.localeCompare(other.cluster) ||
        one.name.localeCompare(other.name),
    );
}

type Gateway = MemberGateways['gateways'][number];
type Fate = { fate: LostGateway['fate'] | 'untouched'; servedIn: string[] };

function fateOf({ pods }: Gateway, nodes: ReadonlyMap<string, LossNode>): Fate {
  const all = [...nodes.values()];
  if (!all.some(({ lost }) => lost)) return { fate: 'untouched', servedIn: [] };
  if (all.every(({ lost }) => lost)) return { fate: 'gone', servedIn: [] };
  if (pods === null || pods.length === 0) return { fate: 'unknown', servedIn: [] };
  const isLost = ({ node }: { node: string }) => nodes.get(node)?.lost === true;
  if (!pods.some(isLost)) return { fate: 'untouched', servedIn: [] };
  const serving = pods.flatMap((pod) => {
    const node = nodes.get(pod.node);
    return pod.ready && node && !node.lost ? [node.place] : [];
  });
  return serving.length === 0
    ? { fate: 'gone', servedIn: [] }
    : { fate: 'stays', servedIn: [...new Set(serving)].toSorted() };
}
