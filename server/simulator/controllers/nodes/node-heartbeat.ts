import { digList, digObject, microTimestamp, timestamp } from '~/server/simulator/api/object';
import { KUBELET, type World } from '~/server/simulator/controllers/world';
import { regainNode } from './monitor-node';

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
  const metadata = { name, namespace: LEASES.namespace, ownerReferences };
  const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime };
  world.objects.put(LEASES.apiVersion, LEASES.plural, { metadata, spec });
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
      const before = digList(node, 'status', 'conditions');
      const conditions = before.map((condition) => revived({ ...condition, lastHeartbeatTime: now }, now));
      node['status'] = { ...digObject(node, 'status'), conditions };
      if (before.some(({ status }) => status === 'Unknown')) regainNode(world, node);
    },
    KUBELET,
  );
}

function revived(condition: { [field: string]: unknown }, now: string) {
  if (condition['status'] !== 'Unknown') return condition;
  const isReady = condition['type'] === 'Ready';
  const reason = isReady ? 'KubeletReady' : `KubeletHasNo${condition['type']}`;
  const message = isReady ? 'kubelet is posting ready status' : '';
  return { ...condition, status: isReady ? 'True' : 'False', lastTransitionTime: now, reason, message };
}
