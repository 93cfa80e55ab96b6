import { digList, digObject, digText, isObject, type KubeObject, microTimestamp, timestamp } from '../api/object';
import { isNodeReady } from './schedule';
import { KUBELET, type World, withCondition } from './world';

/** After this much silence the node controller calls a node unknown (`--node-monitor-grace-period`). */
const GRACE_MS = 40_000;
const LEASES = { apiVersion: 'coordination.k8s.io/v1', plural: 'leases', namespace: 'kube-node-lease' };

/** Renews the node's lease, as a kubelet does every ten seconds. */
export function renewLease(world: World, _namespace: string, name: string): void {
  const node = world.objects.get('v1', 'nodes', name);
  if (!node) return;
  world.enqueue('node-lease', '', name, world.pace.leaseEveryMs);
  if (world.silentNodes.has(name)) return;
  const renewTime = microTimestamp(world.now());
  const changed = world.objects.change({ ...LEASES, name }, (lease) => {
    lease['spec'] = { ...digObject(lease, 'spec'), renewTime };
  });
  if (changed) return;
  const { uid = '' } = node.metadata;
  const ownerReferences = [{ apiVersion: 'v1', kind: 'Node', name, uid }];
  const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime };
  world.objects.put(LEASES.apiVersion, LEASES.plural, {
    metadata: { name, namespace: LEASES.namespace, ownerReferences },
    spec,
  });
}

/** Reports the node's status, as a kubelet does every five minutes when nothing has changed. */
export function reportNode(world: World, _namespace: string, name: string): void {
  if (!world.objects.get('v1', 'nodes', name)) return;
  world.enqueue('node-status', '', name, world.pace.nodeStatusEveryMs);
  if (world.silentNodes.has(name)) return;
  const now = timestamp(world.now());
  world.objects.change(
    { apiVersion: 'v1', plural: 'nodes', name },
    (node) => {
      const conditions = digList(node, 'status', 'conditions').map((condition) =>
        revived({ ...condition, lastHeartbeatTime: now }, now),
      );
      node['status'] = { ...digObject(node, 'status'), conditions };
      untaint(node, 'node.kubernetes.io/unreachable');
    },
    KUBELET,
  );
}

function revived(condition: { [field: string]: unknown }, now: string) {
  if (condition['status'] !== 'Unknown') return condition;
  const isReady = condition['type'] === 'Ready';
  const reason = isReady ? 'KubeletReady' : `KubeletHasNo${condition['type']}`;
  return {
    ...condition,
    status: isReady ? 'True' : 'False',
    lastTransitionTime: now,
    reason,
    message: isReady ? 'kubelet is posting ready status' : '',
  };
}

/** What the node controller does: unknown after silence, and the taints that follow from a node's state. */
export function monitorNode(world: World, _namespace: string, name: string): void {
  const node = world.objects.get('v1', 'nodes', name);
  if (!node) return;
  world.enqueue('node-monitor', '', name, GRACE_MS);
  const renewed = digText(
    world.objects.get(LEASES.apiVersion, LEASES.plural, name, LEASES.namespace),
    'spec',
    'renewTime',
  );
  const isSilent = renewed !== undefined && world.now().getTime() - Date.parse(renewed) > GRACE_MS;
  world.objects.change(
    { apiVersion: 'v1', plural: 'nodes', name },
    (draft) => {
      taint(
        draft,
        'node.kubernetes.io/unschedulable',
        'NoSchedule',
        digObject(draft, 'spec')?.['unschedulable'] === true,
        world.now(),
      );
      if (!isSilent && isNodeReady(draft))
        taint(draft, 'node.kubernetes.io/not-ready', 'NoSchedule', false, world.now());
      if (!isSilent) return;
      const unknown = {
        status: 'Unknown',
        reason: 'NodeStatusUnknown',
        message: 'Kubelet stopped posting node status.',
      };
      const now = timestamp(world.now());
      const status = isObject(draft['status']) ? draft['status'] : {};
      const types = digList(draft, 'status', 'conditions').map(({ type }) => String(type));
      draft['status'] = {
        ...status,
        conditions: types.reduce(
          (list, type) => withCondition(list, { type, ...unknown }, now),
          status['conditions'] as ReturnType<typeof withCondition>,
        ),
      };
      for (const effect of ['NoSchedule', 'NoExecute'])
        taint(draft, 'node.kubernetes.io/unreachable', effect, true, world.now());
    },
    { manager: 'kube-controller-manager' },
  );
}

function taint(node: KubeObject, key: string, effect: string, isWanted: boolean, now: Date): void {
  const taints = digList(node, 'spec', 'taints');
  const has = taints.some((known) => known['key'] === key && known['effect'] === effect);
  if (has === isWanted) return;
  const next = isWanted
    ? [...taints, { key, effect, timeAdded: timestamp(now) }]
    : taints.filter((known) => known['key'] !== key || known['effect'] !== effect);
  const { taints: _old, ...spec } = digObject(node, 'spec') ?? {};
  node['spec'] = next.length > 0 ? { ...spec, taints: next } : spec;
}

function untaint(node: KubeObject, key: string): void {
  for (const effect of ['NoSchedule', 'NoExecute']) taint(node, key, effect, false, new Date(0));
}
