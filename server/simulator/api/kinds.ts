import type { JsonObject } from './object';
import type { Column } from './table/column';

/** A kind the server knows. Objects are kept per group and plural; versions only change the words around them. */
export type Kind = {
  group: string;
  plural: string;
  kind: string;
  singular: string;
  shortNames: readonly string[];
  categories: readonly string[];
  namespaced: boolean;
  versions: readonly ServedVersion[];
  subresources: readonly Subresource[];
  /** Empty for reviews, which are created and answered but never kept. */
  verbs: readonly string[];
  /** `metadata.generation` counts the changes of everything but metadata and status. */
  counted: boolean;
  /** The first minor version that counts them. */
  countedFrom: number;
  custom: boolean;
  /** What a CustomResourceDefinition says of each version: its schema, its subresources. */
  definitions?: Record<string, JsonObject>;
  /** The printer columns of a custom resource, per version. */
  columns?: Record<string, readonly Column[]>;
};

/** Minor versions of Kubernetes 1.x that serve it, both ends included. */
type ServedVersion = { name: string; from?: number; to?: number };
export type Subresource =
  | 'status'
  | 'scale'
  | 'finalize'
  | 'attach'
  | 'binding'
  | 'eviction'
  | 'exec'
  | 'log'
  | 'portforward'
  | 'token';

const ALL = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'] as const;
const NO_COLLECTION = ALL.filter((verb) => verb !== 'deletecollection');

type Extra = {
  short?: string[];
  categories?: string[];
  cluster?: true;
  counted?: true | { from: number };
  sub?: Subresource[];
  verbs?: readonly string[];
};

function kind(
  group: string,
  versions: readonly ServedVersion[],
  plural: string,
  name: string,
  extra: Extra = {},
): Kind {
  return {
    group,
    plural,
    kind: name,
    singular: name.toLowerCase(),
    shortNames: extra.short ?? [],
    categories: extra.categories ?? [],
    namespaced: extra.cluster !== true,
    versions,
    subresources: extra.sub ?? [],
    verbs: extra.verbs ?? ALL,
    counted: extra.counted !== undefined,
    countedFrom: typeof extra.counted === 'object' ? extra.counted.from : 0,
    custom: false,
  };
}

const V1 = [{ name: 'v1' }];
const core = (plural: string, name: string, extra?: Extra) => kind('', V1, plural, name, extra);
const apps = (plural: string, name: string, short: string[], sub: Subresource[]) =>
  kind('apps', V1, plural, name, { short, sub, categories: ['all'], counted: true });
const rbac = (plural: string, name: string, extra?: Extra) =>
  kind('rbac.authorization.k8s.io', V1, plural, name, extra);
const review = (group: string, plural: string, name: string, versions: readonly ServedVersion[] = V1) =>
  kind(group, versions, plural, name, { cluster: true, verbs: ['create'] });

/** Graduations: https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
const GRADUATED_21_25 = [
  { name: 'v1', from: 21 },
  { name: 'v1beta1', to: 24 },
];

/** Every built-in kind that is served, in the order of discovery. */
export const KINDS: readonly Kind[] = [
  core('configmaps', 'ConfigMap', { short: ['cm'] }),
  core('endpoints', 'Endpoints', { short: ['ep'] }),
  core('events', 'Event', { short: ['ev'] }),
  core('limitranges', 'LimitRange', { short: ['limits'] }),
  core('namespaces', 'Namespace', { short: ['ns'], cluster: true, sub: ['finalize', 'status'], verbs: NO_COLLECTION }),
  core('nodes', 'Node', { short: ['no'], cluster: true, sub: ['status'] }),
  core('persistentvolumeclaims', 'PersistentVolumeClaim', { short: ['pvc'], sub: ['status'] }),
  core('persistentvolumes', 'PersistentVolume', { short: ['pv'], cluster: true, sub: ['status'] }),
  core('pods', 'Pod', {
    short: ['po'],
    categories: ['all'],
    sub: ['attach', 'binding', 'eviction', 'exec', 'log', 'portforward', 'status'],
  }),
  core('podtemplates', 'PodTemplate'),
  core('replicationcontrollers', 'ReplicationController', {
    short: ['rc'],
    categories: ['all'],
    sub: ['scale', 'status'],
    counted: true,
  }),
  core('resourcequotas', 'ResourceQuota', { short: ['quota'], sub: ['status'] }),
  core('secrets', 'Secret'),
  core('serviceaccounts', 'ServiceAccount', { short: ['sa'], sub: ['token'] }),
  core('services', 'Service', { short: ['svc'], categories: ['all'], sub: ['status'], verbs: NO_COLLECTION }),
  kind('apiregistration.k8s.io', V1, 'apiservices', 'APIService', {
    cluster: true,
    categories: ['api-extensions'],
    sub: ['status'],
  }),
  kind('apps', V1, 'controllerrevisions', 'ControllerRevision'),
  apps('daemonsets', 'DaemonSet', ['ds'], ['status']),
  apps('deployments', 'Deployment', ['deploy'], ['scale', 'status']),
  apps('replicasets', 'ReplicaSet', ['rs'], ['scale', 'status']),
  apps('statefulsets', 'StatefulSet', ['sts'], ['scale', 'status']),
  kind('events.k8s.io', V1, 'events', 'Event', { short: ['ev'] }),
  review('authentication.k8s.io', 'tokenreviews', 'TokenReview'),
  review('authentication.k8s.io', 'selfsubjectreviews', 'SelfSubjectReview', [{ name: 'v1', from: 28 }]),
  kind('authorization.k8s.io', V1, 'localsubjectaccessreviews', 'LocalSubjectAccessReview', { verbs: ['create'] }),
  review('authorization.k8s.io', 'selfsubjectaccessreviews', 'SelfSubjectAccessReview'),
  review('authorization.k8s.io', 'selfsubjectrulesreviews', 'SelfSubjectRulesReview'),
  review('authorization.k8s.io', 'subjectaccessreviews', 'SubjectAccessReview'),
  kind(
    'autoscaling',
    [{ name: 'v2', from: 23 }, { name: 'v1' }],
    'horizontalpodautoscalers',
    'HorizontalPodAutoscaler',
    {
      short: ['hpa'],
      categories: ['all'],
      sub: ['status'],
    },
  ),
  kind('batch', GRADUATED_21_25, 'cronjobs', 'CronJob', {
    short: ['cj'],
    categories: ['all'],
    sub: ['status'],
    counted: { from: 21 },
  }),
  kind('batch', V1, 'jobs', 'Job', { categories: ['all'], sub: ['status'], counted: { from: 21 } }),
  kind('certificates.k8s.io', V1, 'certificatesigningrequests', 'CertificateSigningRequest', {
    short: ['csr'],
    cluster: true,
    sub: ['status'],
  }),
  kind('networking.k8s.io', V1, 'ingressclasses', 'IngressClass', { cluster: true, counted: true }),
  kind('networking.k8s.io', V1, 'ingresses', 'Ingress', { short: ['ing'], sub: ['status'], counted: true }),
  kind('networking.k8s.io', V1, 'networkpolicies', 'NetworkPolicy', { short: ['netpol'], counted: true }),
  kind('policy', GRADUATED_21_25, 'poddisruptionbudgets', 'PodDisruptionBudget', {
    short: ['pdb'],
    sub: ['status'],
    counted: true,
  }),
  rbac('clusterrolebindings', 'ClusterRoleBinding', { cluster: true }),
  rbac('clusterroles', 'ClusterRole', { cluster: true }),
  rbac('rolebindings', 'RoleBinding'),
  rbac('roles', 'Role'),
  kind('storage.k8s.io', V1, 'csidrivers', 'CSIDriver', { cluster: true }),
  kind('storage.k8s.io', V1, 'csinodes', 'CSINode', { cluster: true }),
  kind('storage.k8s.io', V1, 'storageclasses', 'StorageClass', { short: ['sc'], cluster: true }),
  kind('storage.k8s.io', V1, 'volumeattachments', 'VolumeAttachment', { cluster: true, sub: ['status'] }),
  kind('admissionregistration.k8s.io', V1, 'mutatingwebhookconfigurations', 'MutatingWebhookConfiguration', {
    cluster: true,
    categories: ['api-extensions'],
    counted: true,
  }),
  kind('admissionregistration.k8s.io', V1, 'validatingwebhookconfigurations', 'ValidatingWebhookConfiguration', {
    cluster: true,
    categories: ['api-extensions'],
    counted: true,
  }),
  kind('apiextensions.k8s.io', V1, 'customresourcedefinitions', 'CustomResourceDefinition', {
    short: ['crd', 'crds'],
    cluster: true,
    categories: ['api-extensions'],
    sub: ['status'],
    counted: true,
  }),
  kind('scheduling.k8s.io', V1, 'priorityclasses', 'PriorityClass', { short: ['pc'], cluster: true, counted: true }),
  kind('coordination.k8s.io', V1, 'leases', 'Lease'),
  kind('discovery.k8s.io', GRADUATED_21_25, 'endpointslices', 'EndpointSlice', { counted: true }),
];
