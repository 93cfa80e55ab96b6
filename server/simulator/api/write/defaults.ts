import { dig, digList, digObject, type JsonObject, type KubeObject } from '~/server/simulator/api/object';

/** Fills what the real server fills before it stores an object (`zz_generated.defaults.go` of each group), kind by kind. */
export function withDefaults(storage: string, object: KubeObject): KubeObject {
  return DEFAULTS[storage]?.(object) ?? object;
}

const DEFAULTS: Record<string, (object: KubeObject) => KubeObject> = {
  '/namespaces': (object) => ({
    ...object,
    spec: { finalizers: ['kubernetes'], ...digObject(object, 'spec') },
    status: { phase: 'Active', ...digObject(object, 'status') },
  }),
  '/nodes': (object) => ({
    ...object,
    spec: object['spec'] ?? {},
    status: nodeStatus(digObject(object, 'status') ?? {}),
  }),
  '/pods': (object) => ({
    ...object,
    spec: podSpec(digObject(object, 'spec') ?? {}),
    status: { phase: 'Pending', qosClass: 'BestEffort', ...digObject(object, 'status') },
  }),
  '/services': (object) => ({
    ...object,
    spec: serviceSpec(digObject(object, 'spec') ?? {}),
    status: { loadBalancer: {}, ...digObject(object, 'status') },
  }),
  '/secrets': (object) => ({ ...object, type: object['type'] ?? 'Opaque' }),
  'apps/deployments': (object) =>
    workload(
      object,
      { replicas: 1 },
      {
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
      },
    ),
  'apps/replicasets': (object) => workload(object, { replicas: 1 }),
  'apps/statefulsets': (object) =>
    workload(
      object,
      { replicas: 1 },
      {
        podManagementPolicy: 'OrderedReady',
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
        revisionHistoryLimit: 10,
      },
    ),
  'apps/daemonsets': (object) =>
    workload(
      object,
      {},
      {
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
        revisionHistoryLimit: 10,
      },
    ),
  'batch/jobs': (object) => workload(object, { parallelism: 1, completions: 1, backoffLimit: 6 }),
  'batch/cronjobs': (object) => ({
    ...object,
    spec: {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      ...digObject(object, 'spec'),
    },
    status: object['status'] ?? {},
  }),
};

const EMPTY_NODE_STATUS = {
  daemonEndpoints: { kubeletEndpoint: { Port: 0 } },
  nodeInfo: {
    machineID: '',
    systemUUID: '',
    bootID: '',
    kernelVersion: '',
    osImage: '',
    containerRuntimeVersion: '',
    kubeletVersion: '',
    kubeProxyVersion: '',
    operatingSystem: '',
    architecture: '',
  },
};

function nodeStatus(status: JsonObject): JsonObject {
  const conditions = digList(status, 'conditions').map(({ type, status: value, ...rest }) => ({
    type,
    status: value,
    lastHeartbeatTime: null,
    lastTransitionTime: null,
    ...rest,
  }));
  return {
    ...(conditions.length > 0 ? { conditions } : {}),
    ...EMPTY_NODE_STATUS,
    ...status,
    ...(conditions.length > 0 ? { conditions } : {}),
  };
}

function workload(object: KubeObject, before: JsonObject, after: JsonObject = {}): KubeObject {
  const spec = digObject(object, 'spec') ?? {};
  const template = digObject(spec, 'template') ?? {};
  const filled = {
    ...before,
    ...spec,
    template: {
      ...template,
      metadata: { creationTimestamp: null, ...digObject(template, 'metadata') },
      spec: podSpec(digObject(template, 'spec') ?? {}),
    },
  };
  return { ...object, spec: { ...filled, ...missing(filled, after) }, status: object['status'] ?? {} };
}

const missing = (object: JsonObject, defaults: JsonObject) =>
  Object.fromEntries(Object.entries(defaults).filter(([field]) => object[field] === undefined));

function podSpec(spec: JsonObject): JsonObject {
  const containers = digList(spec, 'containers').map(container);
  const filled = { ...spec, ...(containers.length > 0 ? { containers } : {}) };
  return {
    ...filled,
    ...missing(filled, {
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      securityContext: {},
      schedulerName: 'default-scheduler',
    }),
  };
}

function container(given: JsonObject): JsonObject {
  const ports = digList(given, 'ports').map((port) => ({ ...port, protocol: port['protocol'] ?? 'TCP' }));
  const filled = { ...given, ...(ports.length > 0 ? { ports } : {}) };
  const image = String(dig(given, 'image') ?? '');
  const isLatest = !image.includes('@') && (!/:[^/]+$/.test(image) || image.endsWith(':latest'));
  return {
    ...filled,
    ...missing(filled, {
      resources: {},
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
      imagePullPolicy: isLatest ? 'Always' : 'IfNotPresent',
    }),
  };
}

function serviceSpec(spec: JsonObject): JsonObject {
  const ports = digList(spec, 'ports').map(({ name, protocol, appProtocol, port, targetPort, ...rest }) => ({
    ...(name ? { name } : {}),
    protocol: protocol ?? 'TCP',
    ...(appProtocol ? { appProtocol } : {}),
    port,
    targetPort: targetPort ?? port,
    ...rest,
  }));
  const filled = { ...spec, ...(ports.length > 0 ? { ports } : {}) };
  return { ...filled, ...missing(filled, { type: 'ClusterIP', sessionAffinity: 'None' }) };
}

/** True for objects that are reported by their owner and not by the server: nodes come with their status. */
export const keepsGivenStatus = (storage: string) => storage === '/nodes';
