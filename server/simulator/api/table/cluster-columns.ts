import { dig, digList, type KubeObject } from '~/server/simulator/api/object';
import { AGE, type Column, column, count, NAME, text, wide } from './column';

const keys = (object: KubeObject, ...fields: string[]) =>
  fields.reduce((sum, field) => sum + Object.keys(Object(object[field])).length, 0);
const path = (name: string, at: string, otherwise = '') => column(name, (object) => text(object, at, otherwise));
const address = (node: KubeObject, type: string, otherwise: string) =>
  String(digList(node, 'status', 'addresses').find((one) => one['type'] === type)?.['address'] ?? otherwise);

/** `printers/internalversion` for what a cluster is made of. */
export const CLUSTER_COLUMNS: Record<string, readonly Column[]> = {
  '/nodes': [
    NAME,
    column('Status', nodeStatus),
    column('Roles', nodeRoles),
    AGE,
    path('Version', 'status.nodeInfo.kubeletVersion'),
    wide('Internal-IP', (node) => address(node, 'InternalIP', '<none>')),
    wide('External-IP', (node) => address(node, 'ExternalIP', '<none>')),
    wide('OS-Image', (node) => text(node, 'status.nodeInfo.osImage', '<unknown>')),
    wide('Kernel-Version', (node) => text(node, 'status.nodeInfo.kernelVersion', '<unknown>')),
    wide('Container-Runtime', (node) => text(node, 'status.nodeInfo.containerRuntimeVersion', '<unknown>')),
  ],
  '/namespaces': [NAME, path('Status', 'status.phase'), AGE],
  '/configmaps': [NAME, column('Data', (object) => keys(object, 'data', 'binaryData')), AGE],
  '/secrets': [NAME, path('Type', 'type'), column('Data', (object) => keys(object, 'data')), AGE],
  '/serviceaccounts': [NAME, column('Secrets', (object) => digList(object, 'secrets').length), AGE],
  '/resourcequotas': [
    NAME,
    AGE,
    column('Request', (object) => quota(object, false)),
    column('Limit', (object) => quota(object, true)),
  ],
  '/persistentvolumeclaims': [
    NAME,
    path('Status', 'status.phase'),
    path('Volume', 'spec.volumeName'),
    path('Capacity', 'status.capacity.storage'),
    column('Access Modes', (claim) => accessModes(dig(claim, 'status', 'accessModes'))),
    path('StorageClass', 'spec.storageClassName'),
    AGE,
    wide('VolumeMode', (claim) => text(claim, 'spec.volumeMode', 'Filesystem')),
  ],
  'storage.k8s.io/storageclasses': [
    NAME,
    path('Provisioner', 'provisioner'),
    path('ReclaimPolicy', 'reclaimPolicy', 'Delete'),
    path('VolumeBindingMode', 'volumeBindingMode', 'Immediate'),
    column('AllowVolumeExpansion', (object) => object['allowVolumeExpansion'] === true),
    AGE,
  ],
  'policy/poddisruptionbudgets': [
    NAME,
    path('Min Available', 'spec.minAvailable', 'N/A'),
    path('Max Unavailable', 'spec.maxUnavailable', 'N/A'),
    column('Allowed Disruptions', (object) => count(object, 'status.disruptionsAllowed'), 'integer'),
    AGE,
  ],
  'coordination.k8s.io/leases': [NAME, path('Holder', 'spec.holderIdentity'), AGE],
  'scheduling.k8s.io/priorityclasses': [
    NAME,
    column('Value', (object) => count(object, 'value'), 'integer'),
    column('Global-Default', (object) => object['globalDefault'] === true, 'boolean'),
    AGE,
  ],
};

function nodeStatus(node: KubeObject): string {
  const ready = digList(node, 'status', 'conditions').find(({ type }) => type === 'Ready');
  const words = [ready === undefined ? 'Unknown' : ready['status'] === 'True' ? 'Ready' : 'NotReady'];
  if (dig(node, 'spec', 'unschedulable') === true) words.push('SchedulingDisabled');
  return words.join(',');
}

function nodeRoles({ metadata }: KubeObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.keys(metadata.labels ?? {})
    .filter((label) => label.startsWith(prefix))
    .map((label) => label.slice(prefix.length));
  return roles.sort().join(',') || '<none>';
}

function accessModes(modes: unknown): string {
  const short: Record<string, string> = {
    ReadWriteOnce: 'RWO',
    ReadOnlyMany: 'ROX',
    ReadWriteMany: 'RWX',
    ReadWriteOncePod: 'RWOP',
  };
  return Array.isArray(modes) ? modes.map((mode) => short[String(mode)] ?? String(mode)).join(',') : '';
}

function quota(object: KubeObject, limits: boolean): string {
  const hard = Object.entries(Object(dig(object, 'status', 'hard') ?? dig(object, 'spec', 'hard')));
  return hard
    .filter(([name]) => name.startsWith('limits.') === limits)
    .map(([name, most]) => `${name}: ${text(dig(object, 'status', 'used'), name, '0')}/${most}`)
    .sort()
    .join(', ');
}
