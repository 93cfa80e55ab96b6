/**
 * The lists that are merged by a key, under the last two fields of their path: `x-kubernetes-patch-merge-key` of the
 * published OpenAPI. Lists that are not here are replaced whole.
 */
const MERGE_KEYS: Record<string, string> = {
  'spec.containers': 'name',
  'spec.initContainers': 'name',
  'spec.ephemeralContainers': 'name',
  'spec.volumes': 'name',
  'spec.imagePullSecrets': 'name',
  'spec.hostAliases': 'ip',
  'spec.topologySpreadConstraints': 'topologyKey',
  'spec.taints': 'key',
  'containers.ports': 'containerPort',
  'initContainers.ports': 'containerPort',
  'containers.env': 'name',
  'initContainers.env': 'name',
  'containers.volumeMounts': 'mountPath',
  'initContainers.volumeMounts': 'mountPath',
  'containers.volumeDevices': 'devicePath',
  'spec.ports': 'port',
  'metadata.ownerReferences': 'uid',
  'status.conditions': 'type',
  'status.addresses': 'type',
  'status.podIPs': 'ip',
  '.secrets': 'name',
};

/** Lists of plain values that are merged as sets. */
const MERGED_SETS = ['metadata.finalizers', 'spec.finalizers', 'spec.podCIDRs'];

export type ListMerge = { how: 'replace' } | { how: 'set' } | { how: 'key'; key: string };

/** How the list under a path of fields is merged; list positions are not part of the path. */
export function listMerge(path: readonly string[]): ListMerge {
  const last = path.slice(-2).join('.');
  const name = path.length === 1 ? `.${last}` : last;
  if (MERGED_SETS.includes(name)) return { how: 'set' };
  const key = MERGE_KEYS[name];
  return key === undefined ? { how: 'replace' } : { how: 'key', key };
}
