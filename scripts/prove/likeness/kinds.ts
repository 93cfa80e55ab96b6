import fc from 'fast-check';

type Json = { [field: string]: unknown };

/** A kind that requests are made about: where it lives and parts of its objects, each of which may be left out. */
export type Subject = {
  apiVersion: string;
  kind: string;
  plural: string;
  /** A whole object without its metadata. */
  whole: fc.Arbitrary<Json>;
  /** Some of its fields, as a patch or an apply names them. */
  part: fc.Arbitrary<Json>;
  scales?: boolean;
  custom?: boolean;
};

const word = fc.constantFrom('a', 'b', 'c', 'd');
const count = fc.constantFrom(0, 1, 2, 3);
const optional = <Value>(arbitrary: fc.Arbitrary<Value>, nil: fc.Arbitrary<unknown> = fc.constant(undefined)) =>
  fc.oneof({ weight: 3, arbitrary }, { weight: 1, arbitrary: nil });
const texts = fc.dictionary(word, fc.constantFrom('', '1', '2', 'x y'), { maxKeys: 3 });
const some = <Shape extends Record<string, fc.Arbitrary<unknown>>>(shape: Shape) =>
  fc.record(shape, { requiredKeys: [] }) as unknown as fc.Arbitrary<Json>;
const amounts = fc.dictionary(
  fc.constantFrom('cpu', 'memory'),
  fc.constantFrom('1', '500m', '0.5', '1024Mi', '1Gi', '2000m'),
  {
    maxKeys: 2,
  },
);

const port = fc.record(
  {
    containerPort: fc.constantFrom(80, 443),
    name: fc.constantFrom('web', 'tls'),
    protocol: fc.constantFrom('TCP', 'UDP'),
  },
  { requiredKeys: ['containerPort', 'protocol'] },
);
const container = fc.record(
  {
    name: fc.constantFrom('main', 'side'),
    image: fc.constantFrom('nginx', 'nginx:1.2', 'busybox:latest', 'a/b@sha256:00'),
    args: fc.array(word, { maxLength: 2 }),
    env: fc.uniqueArray(fc.record({ name: word, value: fc.constantFrom('1', '2', '') }), {
      selector: ({ name }) => name,
      maxLength: 3,
    }),
    ports: fc.uniqueArray(port, {
      selector: ({ containerPort, protocol }) => `${containerPort}${protocol}`,
      maxLength: 2,
    }),
    resources: some({ limits: amounts, requests: amounts }),
    readinessProbe: fc.record(
      { httpGet: fc.record({ port: fc.constantFrom<string | number>(80, 'web') }), periodSeconds: count },
      { requiredKeys: ['httpGet'] },
    ),
  },
  { requiredKeys: ['name', 'image'] },
);
const containers = fc.uniqueArray(container, { selector: ({ name }) => name, minLength: 1, maxLength: 2 });
const podSpec = fc.record(
  {
    containers,
    nodeSelector: texts,
    hostNetwork: fc.boolean(),
    tolerations: fc.array(
      some({ key: word, operator: fc.constantFrom('Exists'), effect: fc.constantFrom('NoSchedule') }),
      { maxLength: 2 },
    ),
    volumes: fc.uniqueArray(
      fc.oneof(
        fc.record({ name: word, emptyDir: fc.constant({}) }),
        fc.record({ name: word, configMap: fc.record({ name: word }) }),
        fc.record({ name: word, secret: fc.record({ secretName: word }) }),
      ),
      { selector: ({ name }) => name, maxLength: 2 },
    ),
  },
  { requiredKeys: ['containers'] },
);
const template = fc.record({ metadata: fc.record({ labels: fc.constant({ app: 'x' }) }), spec: podSpec });
const selector = fc.constant({ matchLabels: { app: 'x' } });
const rolling = some({
  type: fc.constant('RollingUpdate'),
  rollingUpdate: some({ maxSurge: fc.constantFrom<string | number>(1, '30%') }),
});
const workload = (more: Record<string, fc.Arbitrary<unknown>>) => ({
  whole: fc.record({
    spec: fc.record({ replicas: count, selector, template, ...more }, { requiredKeys: ['selector', 'template'] }),
  }),
  part: fc.record({
    spec: some({
      replicas: optional(count, fc.constantFrom(null, -1)),
      minReadySeconds: optional(count, fc.constant(null)),
      template: some({ metadata: some({ annotations: texts }), spec: some({ containers, nodeSelector: texts }) }),
      ...more,
    }),
  }),
});

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
const rule = fc.record({
  apiGroups: fc.constantFrom([''], ['apps']),
  resources: fc.constantFrom(['pods'], ['deployments', 'pods']),
  verbs: fc.constantFrom(['get'], ['get', 'list']),
});

const plain = (
  apiVersion: string,
  kind: string,
  plural: string,
  fields: Record<string, fc.Arbitrary<unknown>>,
): Subject => ({
  apiVersion,
  kind,
  plural,
  whole: some(fields),
  part: some(
    Object.fromEntries(Object.entries(fields).map(([field, inside]) => [field, optional(inside, fc.constant(null))])),
  ),
});

/** The kinds in their turn; the last is the custom one that `widget.ts` defines. */
export const SUBJECTS: readonly Subject[] = [
  plain('v1', 'ConfigMap', 'configmaps', { data: texts, immutable: fc.constant(false) }),
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    plural: 'deployments',
    scales: true,
    ...workload({ strategy: rolling, paused: fc.boolean() }),
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    plural: 'services',
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
  plain('v1', 'Secret', 'secrets', { stringData: texts, data: fc.dictionary(word, fc.constantFrom('YQ==', 'Yg==')) }),
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
    whole: fc.record({ spec: fc.record({ rules: ingressRules, ingressClassName: word }, { requiredKeys: ['rules'] }) }),
    part: fc.record({ spec: some({ rules: ingressRules, ingressClassName: optional(word, fc.constant(null)) }) }),
  },
  plain('rbac.authorization.k8s.io/v1', 'Role', 'roles', { rules: fc.array(rule, { maxLength: 2 }) }),
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    whole: fc.record({
      spec: fc.record(
        {
          podSelector: some({ matchLabels: texts }),
          ingress: fc.array(
            some({ ports: fc.array(some({ port: fc.constantFrom<string | number>(80, 'web') }), { maxLength: 1 }) }),
            { maxLength: 1 },
          ),
        },
        { requiredKeys: ['podSelector'] },
      ),
    }),
    part: fc.record({
      spec: some({
        podSelector: some({ matchLabels: texts }),
        policyTypes: fc.constantFrom(['Ingress'], ['Ingress', 'Egress']),
      }),
    }),
  },
  plain('coordination.k8s.io/v1', 'Lease', 'leases', {
    spec: some({
      holderIdentity: word,
      leaseDurationSeconds: fc.constantFrom(1, 2, 15),
      renewTime: fc.constant('2024-01-01T00:00:00.5Z'),
    }),
  }),
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    plural: 'daemonsets',
    whole: fc.record({ spec: fc.record({ selector, template }) }),
    part: fc.record({ spec: some({ minReadySeconds: count, template: some({ spec: some({ containers }) }) }) }),
  },
  {
    apiVersion: 'prove.portolan.dev/v1',
    kind: 'Widget',
    plural: 'widgets',
    scales: true,
    custom: true,
    whole: fc.record({
      spec: some({
        size: count,
        colour: fc.constantFrom('red', 'blue', 'pink'),
        parts: fc.uniqueArray(fc.record({ name: word, weight: count }, { requiredKeys: ['name'] }), {
          selector: ({ name }) => name,
          maxLength: 3,
        }),
        tags: fc.uniqueArray(word, { maxLength: 3 }),
        free: texts,
        target: fc.constantFrom<string | number>(1, '50%'),
        unknown: word,
      }),
    }),
    part: fc.record({
      spec: some({
        size: optional(count, fc.constantFrom(null, 'x', 99)),
        colour: fc.constantFrom('red', 'green'),
        parts: fc.uniqueArray(fc.record({ name: word, weight: count }, { requiredKeys: ['name'] }), {
          selector: ({ name }) => name,
          maxLength: 3,
        }),
        tags: fc.uniqueArray(word, { maxLength: 3 }),
        free: texts,
      }),
    }),
  },
];
