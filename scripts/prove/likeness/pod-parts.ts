import fc from 'fast-check';

export type Json = { [field: string]: unknown };

/** Small alphabets, so that requests meet in the same fields. */
/** Bounds of a list with one item. */
export const ONE = { minLength: 1, maxLength: 1 };

export const word = fc.constantFrom('a', 'b', 'c', 'd');
export const count = fc.constantFrom(0, 1, 2, 3);
export const optional = <Value>(arbitrary: fc.Arbitrary<Value>, nil: fc.Arbitrary<unknown> = fc.constant(undefined)) =>
  fc.oneof({ weight: 3, arbitrary }, { weight: 1, arbitrary: nil });
export const texts = fc.dictionary(word, fc.constantFrom('', '1', '2', 'x y'), { maxKeys: 3 });
export const some = <Shape extends Record<string, fc.Arbitrary<unknown>>>(shape: Shape) =>
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
export const containers = fc.uniqueArray(container, { selector: ({ name }) => name, minLength: 1, maxLength: 2 });
export const podSpec = fc.record(
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
export const template = fc.record({ metadata: fc.record({ labels: fc.constant({ app: 'x' }) }), spec: podSpec });
export const selector = fc.constant({ matchLabels: { app: 'x' } });
export const rolling = some({
  type: fc.constant('RollingUpdate'),
  rollingUpdate: some({ maxSurge: fc.constantFrom<string | number>(1, '30%') }),
});
export const workload = (more: Record<string, fc.Arbitrary<unknown>>) => ({
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
