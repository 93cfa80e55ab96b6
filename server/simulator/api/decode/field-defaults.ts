import { isObject, type JsonObject } from '~/server/simulator/api/object';

/** In which object a type is met: a pod gets defaults that a pod template does not get. */
export type DefaultsContext = { kind: string; minor: number };
export type Defaults = (given: JsonObject, context: DefaultsContext) => JsonObject;

const MODE = 420;
const API = 'io.k8s.api.';

/** The fields that a type is given where they are missing or empty; undefined for a type without defaults. */
export function defaultsOf(definition: string, given: JsonObject, context: DefaultsContext): JsonObject | undefined {
  if (!definition.startsWith(API)) return OUTSIDE[definition]?.(given, context);
  return BY_TYPE[definition.slice(API.length)]?.(given, context);
}

const always =
  (defaults: JsonObject): Defaults =>
  () =>
    defaults;

function container({ image }: JsonObject): JsonObject {
  const name = String(image ?? '');
  const isLatest = !name.includes('@') && (!/:[^/]+$/.test(name) || name.endsWith(':latest'));
  return {
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: isLatest ? 'Always' : 'IfNotPresent',
  };
}

const podSpec: Defaults = (_given, { kind }) => ({
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  securityContext: {},
  schedulerName: 'default-scheduler',
  ...(kind === 'Pod' ? { enableServiceLinks: true } : {}),
});

const serviceSpec: Defaults = ({ type = 'ClusterIP', sessionAffinity }, { minor }) => ({
  type: 'ClusterIP',
  sessionAffinity: 'None',
  ...(sessionAffinity === 'ClientIP' ? { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } } : {}),
  ...(type === 'NodePort' || type === 'LoadBalancer' ? { externalTrafficPolicy: 'Cluster' } : {}),
  ...(minor >= 24 && type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true } : {}),
  ...(minor >= 22 && type !== 'ExternalName' ? { internalTrafficPolicy: 'Cluster' } : {}),
});

const jobSpec: Defaults = ({ completions, parallelism }, { minor }) => ({
  parallelism: 1,
  ...(completions == null && parallelism == null ? { completions: 1 } : {}),
  backoffLimit: 6,
  ...(minor >= 22 ? { completionMode: 'NonIndexed', suspend: false } : {}),
  ...(minor >= 34 ? { podReplacementPolicy: 'TerminatingOrFailed' } : {}),
});

const rollingUpdate: Defaults = ({ type = 'RollingUpdate' }) => ({
  type: 'RollingUpdate',
  ...(type === 'RollingUpdate' ? { rollingUpdate: {} } : {}),
});

const subject: Defaults = ({ kind }) =>
  kind === 'User' || kind === 'Group' ? { apiGroup: 'rbac.authorization.k8s.io' } : {};

const networkPolicy: Defaults = ({ egress }) => ({
  policyTypes: Array.isArray(egress) && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'],
});

const object = (value: unknown) => (isObject(value) ? value : {});

const WEBHOOK = {
  failurePolicy: 'Fail',
  matchPolicy: 'Equivalent',
  namespaceSelector: {},
  objectSelector: {},
  timeoutSeconds: 10,
};
const CPU_METRIC = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
};
const CRON_JOB = {
  concurrencyPolicy: 'Allow',
  suspend: false,
  successfulJobsHistoryLimit: 3,
  failedJobsHistoryLimit: 1,
};
const HISTORY = { revisionHistoryLimit: 10 };

/** `defaults.go` of each group of the API, by the type that is filled. */
const BY_TYPE: Record<string, Defaults> = {
  'core.v1.PodSpec': podSpec,
  'core.v1.Container': container,
  'core.v1.EphemeralContainer': container,
  'core.v1.ContainerPort': always({ protocol: 'TCP' }),
  'core.v1.Probe': always({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }),
  'core.v1.HTTPGetAction': always({ path: '/', scheme: 'HTTP' }),
  'core.v1.ObjectFieldSelector': always({ apiVersion: 'v1' }),
  'core.v1.SecretVolumeSource': always({ defaultMode: MODE }),
  'core.v1.ConfigMapVolumeSource': always({ defaultMode: MODE }),
  'core.v1.DownwardAPIVolumeSource': always({ defaultMode: MODE }),
  'core.v1.ProjectedVolumeSource': always({ defaultMode: MODE }),
  'core.v1.ServiceAccountTokenProjection': always({ expirationSeconds: 3600 }),
  'core.v1.HostPathVolumeSource': always({ type: '' }),
  'core.v1.Volume': (given) => (Object.keys(given).some((field) => field !== 'name') ? {} : { emptyDir: {} }),
  'core.v1.ServiceSpec': serviceSpec,
  'core.v1.ServicePort': ({ port }) => ({ protocol: 'TCP', targetPort: port }),
  'core.v1.EndpointPort': always({ protocol: 'TCP' }),
  'core.v1.Secret': always({ type: 'Opaque' }),
  'core.v1.NamespaceStatus': always({ phase: 'Active' }),
  'core.v1.NodeStatus': ({ capacity }) => (isObject(capacity) ? { allocatable: capacity } : {}),
  'core.v1.PersistentVolumeSpec': always({ persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' }),
  'core.v1.PersistentVolumeStatus': always({ phase: 'Pending' }),
  'core.v1.PersistentVolumeClaimSpec': always({ volumeMode: 'Filesystem' }),
  'core.v1.PersistentVolumeClaimStatus': (_given, { kind }) => (kind === 'StatefulSet' ? {} : { phase: 'Pending' }),
  'core.v1.ReplicationControllerSpec': ({ template }) => ({
    replicas: 1,
    selector: object(object(object(template)['metadata'])['labels']),
  }),
  'apps.v1.DeploymentSpec': always({ replicas: 1, ...HISTORY, progressDeadlineSeconds: 600 }),
  'apps.v1.DeploymentStrategy': rollingUpdate,
  'apps.v1.RollingUpdateDeployment': always({ maxUnavailable: '25%', maxSurge: '25%' }),
  'apps.v1.ReplicaSetSpec': always({ replicas: 1 }),
  'apps.v1.StatefulSetSpec': (_given, { minor }) => ({
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    ...HISTORY,
    ...(minor >= 27 ? { persistentVolumeClaimRetentionPolicy: {} } : {}),
  }),
  'apps.v1.StatefulSetUpdateStrategy': ({ type }) => (type ? {} : { type: 'RollingUpdate', rollingUpdate: {} }),
  'apps.v1.RollingUpdateStatefulSetStrategy': always({ partition: 0 }),
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': always({ whenDeleted: 'Retain', whenScaled: 'Retain' }),
  'apps.v1.DaemonSetSpec': always(HISTORY),
  'apps.v1.DaemonSetUpdateStrategy': rollingUpdate,
  'apps.v1.RollingUpdateDaemonSet': (_given, { minor }) => ({
    maxUnavailable: 1,
    ...(minor >= 22 ? { maxSurge: 0 } : {}),
  }),
  'batch.v1.JobSpec': (given, context) => (context.kind === 'Job' ? jobSpec(given, context) : {}),
  'batch.v1.CronJobSpec': always(CRON_JOB),
  'batch.v1beta1.CronJobSpec': always(CRON_JOB),
  'autoscaling.v1.HorizontalPodAutoscalerSpec': always({ minReplicas: 1, targetCPUUtilizationPercentage: 80 }),
  'autoscaling.v2.HorizontalPodAutoscalerSpec': always({ minReplicas: 1, metrics: [CPU_METRIC] }),
  'networking.v1.NetworkPolicySpec': networkPolicy,
  'networking.v1.NetworkPolicyPort': always({ protocol: 'TCP' }),
  'discovery.v1beta1.EndpointPort': always({ name: '', protocol: 'TCP' }),
  'discovery.v1.EndpointPort': always({ name: '', protocol: 'TCP' }),
  'rbac.v1.RoleRef': always({ apiGroup: 'rbac.authorization.k8s.io' }),
  'rbac.v1.Subject': subject,
  'storage.v1.StorageClass': always({ reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  'storage.v1.CSIDriverSpec': always({
    attachRequired: true,
    podInfoOnMount: false,
    volumeLifecycleModes: ['Persistent'],
  }),
  'admissionregistration.v1.ValidatingWebhook': always(WEBHOOK),
  'admissionregistration.v1.MutatingWebhook': always({ ...WEBHOOK, reinvocationPolicy: 'Never' }),
  'admissionregistration.v1.RuleWithOperations': always({ scope: '*' }),
  'admissionregistration.v1.ServiceReference': always({ port: 443 }),
  'scheduling.v1.PriorityClass': always({ preemptionPolicy: 'PreemptLowerPriority' }),
};

const EXTENSIONS = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.';

/** The two kinds that other servers bring. */
const OUTSIDE: Record<string, Defaults> = {
  [`${EXTENSIONS}CustomResourceDefinitionNames`]: ({ kind, singular }) => ({
    ...(singular ? {} : { singular: String(kind ?? '').toLowerCase() }),
    listKind: kind ? `${kind}List` : undefined,
  }),
  [`${EXTENSIONS}CustomResourceDefinitionSpec`]: always({ conversion: { strategy: 'None' } }),
  [`${EXTENSIONS}ServiceReference`]: always({ port: 443 }),
  'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.ServiceReference': always({ port: 443 }),
};
