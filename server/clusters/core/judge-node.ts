import { at } from '~/server/kernel/json';
import type { Status } from '~/server/kernel/status';
import type { KubeObject } from '~/server/kube/member';
import { condition } from './read-object';

const PRESSURES = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'];

/** How a node is, by its conditions: https://kubernetes.io/docs/reference/node/node-status/#condition */
export function judgeNode(node: KubeObject): { status: Status; reason: string } {
  const conditions = at(node, 'status', 'conditions');
  const ready = condition(conditions, 'Ready');
  if (ready?.status === 'False') return { status: 'failed', reason: ready.reason || 'NotReady' };
  if (ready?.status !== 'True') return { status: 'unknown', reason: ready?.reason || 'NoStatus' };
  const pressure = PRESSURES.find((type) => condition(conditions, type)?.status === 'True');
  if (pressure) return { status: 'degraded', reason: pressure };
  const isCordoned = at(node, 'spec', 'unschedulable') === true;
  return isCordoned ? { status: 'suspended', reason: 'Cordoned' } : { status: 'healthy', reason: 'Ready' };
}
