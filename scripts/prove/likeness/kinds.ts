import fc from 'fast-check';
import {
  containers,
  count,
  ONE,
  optional,
  rolling,
  selector,
  some,
  template,
  texts,
  word,
  workload,
} from './pod-parts';
import { PODS_AND_LIMITS } from './pods-and-limits';
import { plain, type Subject } from './subject';

const servicePort = fc.record(
  {
    port: fc.constantFrom(80, 443),
    name: fc.constantFrom('web', 'tls'),
    protocol: fc.constantFrom('TCP', 'UDP'),
    targetPort: fc.constantFrom<string | number>(8080, 'http'),
  },
  { requiredKeys: ['port', 'name', 'protocol'] },
);
const servicePorts = fc.uniqueArray(servicePort, { selector: ({ name }) => name, minLength: 1, maxLength: 2 });
const ingressPath = fc.record({
  path: fc.constantFrom('/', '/a'),
  pathType: fc.constantFrom('Prefix', 'Exact'),
  backend: fc.record({
    service: fc.record({
      name: word,
      port: fc.oneof(fc.record({ number: fc.constant(80) }), fc.record({ name: fc.constant('web') })),
    }),
  }),
});
const ingressRules = fc.array(
  fc.record({
    host: fc.constantFrom('a.example.com', '*.example.com'),
    http: fc.record({ paths: fc.array(ingressPath, { minLength: 1, maxLength: 2 }) }),
  }),
  { minLength: 1, maxLength: 2 },
);
const condition = (type: fc.Arbitrary<string>) =>
  fc.record({
    type,
    status: fc.constantFrom('True', 'False'),
    lastTransitionTime: fc.constant('2024-01-01T00:00:00Z'),
  });
const deploymentStatus = some({
  observedGeneration: count,
  replicas: count,
  conditions: fc.uniqueArray(condition(fc.constantFrom('Available', 'Progressing')), {
    selector: ({ type }) => type,
    maxLength: 2,
  }),
});
const balancerStatus = some({
  loadBalancer: some({ ingress: fc.array(fc.record({ ip: fc.constantFrom('1.2.3.4', '1.2.3.5') }), ONE) }),
});
const customStatus = some({ size: count, phase: word, unknown: word });
const parts = fc.uniqueArray(fc.record({ name: word, weight: count }, { requiredKeys: ['name'] }), {
  selector: ({ name }) => name,
  maxLength: 3,
});
const tags = fc.uniqueArray(word, { maxLength: 3 });
const custom = (kind: string, plural: string, more: Record<string, fc.Arbitrary<unknown>>): Subject => ({
  apiVersion: 'prove.portolan.dev/v1',
  kind,
  plural,
  status: customStatus,
  scales: true,
  custom: true,
  whole: fc.record({
    spec: some({ size: count, colour: fc.constantFrom('red', 'blue', 'pink'), parts, tags, free: texts, ...more }),
  }),
  part: fc.record({
    spec: some({
      size: optional(count, fc.constantFrom(null, 'x', 99)),
      colour: fc.constantFrom('red', 'green'),
      parts,
      tags,
      free: texts,
      unknown: optional(fc.constant(undefined), word),
      ...more,
    }),
  }),
});

/** The kinds in their turn; the last are the custom ones that `custom-kinds.ts` defines. */
export const SUBJECTS: readonly Subject[] = [
  plain('v1', 'ConfigMap', 'configmaps', { data: texts, immutable: fc.constant(false) }),
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    plural: 'deployments',
    status: deploymentStatus,
    scales: true,
    ...workload({ strategy: rolling, paused: fc.boolean() }),
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    plural: 'services',
    status: balancerStatus,
    whole: fc.record({
      spec: fc.record(
        { ports: servicePorts, selector: texts, sessionAffinity: fc.constantFrom('None', 'ClientIP') },
        { requiredKeys: ['ports'] },
      ),
    }),
    part: fc.record({
      spec: some({ ports: servicePorts, selector: texts, externalIPs: fc.constantFrom(null, ['1.2.3.4']) }),
    }),
  },
  plain('v1', 'Secret', 'secrets', {
    stringData: fc.dictionary(word, fc.constantFrom('1', 'x y'), { maxKeys: 3 }),
    data: fc.dictionary(word, fc.constantFrom('YQ==', 'Yg==')),
  }),
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    plural: 'statefulsets',
    scales: true,
    ...workload({ serviceName: word }),
  },
  plain('v1', 'ServiceAccount', 'serviceaccounts', {
    automountServiceAccountToken: fc.boolean(),
    imagePullSecrets: fc.uniqueArray(fc.record({ name: word }), { selector: ({ name }) => name, maxLength: 2 }),
  }),
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    plural: 'ingresses',
    status: balancerStatus,
    whole: fc.record({ spec: fc.record({ rules: ingressRules, ingressClassName: word }, { requiredKeys: ['rules'] }) }),
    part: fc.record({ spec: some({ rules: ingressRules, ingressClassName: optional(word, fc.constant(null)) }) }),
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    whole: fc.record({
      spec: fc.record(
        {
          podSelector: some({ matchLabels: fc.dictionary(word, word, { minKeys: 1, maxKeys: 2 }) }),
          ingress: fc.array(
            fc.record({
              ports: fc.array(fc.record({ port: fc.constantFrom<string | number>(80, 'web') }), ONE),
            }),
            ONE,
          ),
        },
        { requiredKeys: ['podSelector'] },
      ),
    }),
    part: fc.record({
      spec: some({
        podSelector: some({ matchLabels: fc.dictionary(word, word, { minKeys: 1, maxKeys: 2 }) }),
        policyTypes: fc.constantFrom(['Ingress'], ['Ingress', 'Egress']),
      }),
    }),
  },
  plain('coordination.k8s.io/v1', 'Lease', 'leases', {
    spec: some({
      holderIdentity: word,
      leaseDurationSeconds: fc.constantFrom(1, 2, 15),
      renewTime: fc.constant('2024-01-01T00:00:00.500000Z'),
    }),
  }),
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    plural: 'daemonsets',
    whole: fc.record({ spec: fc.record({ selector, template }) }),
    part: fc.record({ spec: some({ minReadySeconds: count, template: some({ spec: some({ containers }) }) }) }),
  },
  plain('policy/v1beta1', 'PodDisruptionBudget', 'poddisruptionbudgets', {
    spec: some({ minAvailable: fc.constantFrom<string | number>(1, '50%'), selector }),
  }),
  plain('autoscaling/v1', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', {
    spec: fc.record(
      {
        maxReplicas: fc.constantFrom(3, 5),
        minReplicas: fc.constantFrom(1, 2),
        scaleTargetRef: fc.record({ kind: fc.constant('Deployment'), name: word, apiVersion: fc.constant('apps/v1') }),
      },
      { requiredKeys: ['maxReplicas', 'scaleTargetRef'] },
    ),
  }),
  {
    apiVersion: 'batch/v1beta1',
    kind: 'CronJob',
    plural: 'cronjobs',
    whole: fc.record({
      spec: fc.record({
        schedule: fc.constantFrom('* * * * *', '0 1 * * *'),
        jobTemplate: fc.record({
          spec: fc.record({
            template: fc.record({
              spec: fc.record({ containers, restartPolicy: fc.constantFrom('Never', 'OnFailure') }),
            }),
          }),
        }),
      }),
    }),
    part: fc.record({
      spec: some({ schedule: fc.constantFrom('0 2 * * *'), suspend: fc.boolean(), startingDeadlineSeconds: count }),
    }),
  },
  plain('v1', 'Endpoints', 'endpoints', {
    subsets: fc.array(
      fc.record({
        addresses: fc.array(fc.record({ ip: fc.constantFrom('1.2.3.4', '1.2.3.5') }), ONE),
        ports: fc.array(fc.record({ port: fc.constantFrom(80, 81) }), ONE),
      }),
      { maxLength: 1 },
    ),
  }),
  ...PODS_AND_LIMITS,
  custom('Widget', 'widgets', {}),
  custom('Gadget', 'gadgets', { target: fc.constantFrom<string | number>(1, '50%') }),
];
