import type { ObjectKey } from '../model/inventory';

const WORKLOADS = new Set(['apps', 'batch']);
const BEFORE_WORKLOADS = new Set([
  ...['ServiceAccount', 'ConfigMap', 'Secret', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass'],
  ...['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding', 'PriorityClass', 'ResourceQuota', 'LimitRange'],
]);

export const PHASES = ['definitions', 'namespaces', 'configuration', 'services', 'workloads', 'rest'] as const;
export type Phase = (typeof PHASES)[number];

/** When an object's turn is: what others need comes first. It is taken away in the opposite order. */
export function applyPhase({ group, kind }: Pick<ObjectKey, 'group' | 'kind'>): Phase {
  if (group === 'apiextensions.k8s.io' && kind === 'CustomResourceDefinition') return 'definitions';
  if (group === '' && kind === 'Namespace') return 'namespaces';
  if (isBuiltIn(group) && BEFORE_WORKLOADS.has(kind)) return 'configuration';
  if (group === '' && kind === 'Service') return 'services';
  if (WORKLOADS.has(group) || (group === '' && (kind === 'Pod' || kind === 'ReplicationController')))
    return 'workloads';
  return 'rest';
}

const isBuiltIn = (group: string) => group === '' || group.endsWith('.k8s.io');
