const API = 'io.k8s.api.';

/** Versions that graduated with the fields of their predecessor. */
export const GRADUATIONS: readonly { from: number; older: string; newer: string }[] = [
  { from: 21, older: `${API}batch.v1beta1`, newer: `${API}batch.v1` },
  { from: 21, older: `${API}policy.v1beta1`, newer: `${API}policy.v1` },
  { from: 21, older: `${API}discovery.v1beta1`, newer: `${API}discovery.v1` },
  { from: 23, older: `${API}autoscaling.v2beta2`, newer: `${API}autoscaling.v2` },
];

/** Since 1.21 these are applied whole or not at all (`+structType=atomic`, `+mapType=atomic` in the types). */
export const ATOMIC_SINCE_21: readonly string[] = [
  ...[
    'ConfigMapKeySelector',
    'EndpointAddress',
    'EndpointPort',
    'LocalObjectReference',
    'NodeSelector',
    'NodeSelectorTerm',
    'ObjectFieldSelector',
    'ObjectReference',
    'ResourceFieldSelector',
    'ScopeSelector',
    'SecretKeySelector',
    'SecretReference',
    'TopologySelectorTerm',
    'TypedLocalObjectReference',
    'ReplicationControllerSpec:selector',
    'ServiceSpec:selector',
    'PodSpec:nodeSelector',
  ].map((name) => `${API}core.v1.${name}`),
  ...['v1', 'v2'].map((version) => `${API}autoscaling.${version}.CrossVersionObjectReference`),
  ...['RoleRef', 'Subject', 'AggregationRule'].map((name) => `${API}rbac.v1.${name}`),
  'io.k8s.apimachinery.pkg.apis.meta.v1.OwnerReference',
];

/** Since 1.21 a key of a merged list may be left out where it has a default. */
export const DEFAULTS_SINCE_21: Readonly<Record<string, unknown>> = {
  [`${API}core.v1.ContainerPort:protocol`]: 'TCP',
  [`${API}core.v1.ServicePort:protocol`]: 'TCP',
};
