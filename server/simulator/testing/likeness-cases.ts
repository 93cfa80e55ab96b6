/** A request that the simulator and a real server must answer alike. They are sent in this order, to the same start. */
export type LikenessCase = {
  method: string;
  path: string;
  body?: unknown;
  type?: string;
  /** As whom: the administrator unless said otherwise. */
  as?: 'viewer' | 'nobody' | 'stranger';
  headers?: Record<string, string>;
};

const CORE = '/api/v1';
const SPACE = `${CORE}/namespaces/likeness`;
const MAPS = `${SPACE}/configmaps`;
const DEPLOYMENTS = '/apis/apps/v1/namespaces/likeness/deployments';
const JSON_PATCH = 'application/json-patch+json';
const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const TABLE = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
const PARTIAL = { accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io' };

const get = (path: string, extra: Partial<LikenessCase> = {}): LikenessCase => ({ method: 'GET', path, ...extra });
const post = (path: string, body: unknown, extra: Partial<LikenessCase> = {}): LikenessCase => ({
  method: 'POST',
  path,
  body,
  ...extra,
});
const put = (path: string, body: unknown): LikenessCase => ({ method: 'PUT', path, body });
const patch = (path: string, type: string, body: unknown): LikenessCase => ({ method: 'PATCH', path, type, body });
const remove = (path: string, body?: unknown): LikenessCase => ({
  method: 'DELETE',
  path,
  ...(body === undefined ? {} : { body }),
});

const pods = (image: string) => ({
  selector: { matchLabels: { app: 'd' } },
  template: {
    metadata: { labels: { app: 'd' } },
    spec: { containers: [{ name: 'c', image, ports: [{ containerPort: 80 }], env: [{ name: 'A', value: '1' }] }] },
  },
});
const map = (name: string, data: Record<string, string>, labels?: Record<string, string>) => ({
  metadata: { name, ...(labels ? { labels } : {}) },
  data,
});

const WRITING: LikenessCase[] = [
  post(`${CORE}/namespaces`, { metadata: { name: 'likeness', labels: { a: 'b' } } }),
  post(`${CORE}/namespaces`, { metadata: { name: 'likeness' } }),
  post(`${CORE}/namespaces`, { metadata: { name: 'A_' } }),
  post(`${CORE}/namespaces`, { metadata: {} }),
  post(MAPS, map('a', { k: '1' }, { tier: 'web' })),
  post(MAPS, map('b', { k: '2' }, { tier: 'db' })),
  post(MAPS, map('c', { k: '3' })),
  post(MAPS, { ...map('d', {}), metadata: { name: 'd', namespace: 'other' } }),
  post(MAPS, { metadata: { name: 'UPPER' } }),
  post(MAPS, { metadata: { name: 'x', labels: { 'a b': 'c' } } }),
  post(MAPS, { metadata: { name: 'x', labels: { a: 'not valid!' } } }),
  post(MAPS, { metadata: { name: 'x', annotations: { 'a b': 'c' } } }),
  post(MAPS, { metadata: { name: 'x', resourceVersion: '5' } }),
  post(MAPS, { kind: 'Secret', apiVersion: 'v1', metadata: { name: 'x' } }),
  post(`${CORE}/namespaces/nowhere/configmaps`, map('c', {})),
  post(`${MAPS}?dryRun=All`, map('dry', { k: '1' })),
  post(`${MAPS}?dryRun=Some`, map('dry', { k: '1' })),
  post(MAPS, map('x', {}), { type: 'foo/bar' }),
  put(`${MAPS}/a`, map('a', { k: '9' }, { tier: 'web' })),
  put(`${MAPS}/a`, { ...map('a', {}), metadata: { name: 'a', resourceVersion: '1' } }),
  put(`${MAPS}/a`, map('b', {})),
  put(`${MAPS}/nope`, { metadata: { name: 'nope', resourceVersion: '1' } }),
  put(MAPS, {}),
  patch(`${MAPS}/a`, JSON_PATCH, [
    { op: 'test', path: '/data/k', value: '9' },
    { op: 'add', path: '/data/l', value: '1' },
  ]),
  patch(`${MAPS}/a`, JSON_PATCH, [{ op: 'test', path: '/data/k', value: 'no' }]),
  patch(`${MAPS}/a`, JSON_PATCH, [{ op: 'remove', path: '/data/none' }]),
  patch(`${MAPS}/a`, JSON_PATCH, [{ op: 'add', path: '/metadata/labels/example.com~1x', value: 'y' }]),
  patch(`${MAPS}/a`, JSON_PATCH, [{ op: 'move', from: '/data/l', path: '/data/m' }]),
  patch(`${MAPS}/a`, JSON_PATCH, [{ op: 'copy', from: '/data/m', path: '/data/n' }]),
  patch(`${MAPS}/a`, JSON_PATCH, {}),
  patch(`${MAPS}/a`, MERGE, { data: { k: null, o: '1' } }),
  patch(`${MAPS}/a`, MERGE, { metadata: { resourceVersion: '1' } }),
  patch(`${MAPS}/a`, MERGE, { metadata: { name: 'other' } }),
  patch(`${MAPS}/a`, MERGE, { metadata: { labels: { tier: null } } }),
  patch(`${MAPS}/nope`, MERGE, {}),
  patch(`${MAPS}/a`, 'text/plain', {}),
  patch(`${MAPS}/a`, 'application/apply-patch+yaml', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }),
];

const WORKLOADS: LikenessCase[] = [
  post(DEPLOYMENTS, { metadata: { name: 'd' }, spec: { replicas: 0, ...pods('nginx') }, status: { replicas: 7 } }),
  patch(`${DEPLOYMENTS}/d`, STRATEGIC, {
    spec: { template: { spec: { containers: [{ name: 'c', env: [{ name: 'B', value: '2' }] }] } } },
  }),
  patch(`${DEPLOYMENTS}/d`, STRATEGIC, {
    spec: { template: { spec: { containers: [{ name: 'side', image: 'redis:7' }] } } },
  }),
  patch(`${DEPLOYMENTS}/d`, STRATEGIC, {
    spec: { template: { spec: { containers: [{ name: 'side', $patch: 'delete' }] } } },
  }),
  patch(`${DEPLOYMENTS}/d`, STRATEGIC, { spec: { template: { spec: { containers: [{ image: 'x' }] } } } }),
  patch(`${DEPLOYMENTS}/d`, MERGE, { metadata: { annotations: { a: 'b' } } }),
  get(`${DEPLOYMENTS}/d/scale`),
  get(DEPLOYMENTS, { as: 'viewer' }),
  get(`${DEPLOYMENTS}/d/scale`, { as: 'viewer' }),
  post(`${SPACE}/services`, { metadata: { name: 's' }, spec: { selector: { app: 'd' }, ports: [{ port: 80 }] } }),
  post(`${SPACE}/secrets`, { metadata: { name: 'sec' }, data: { a: 'Yg==' } }),
  post(`${CORE}/nodes`, {
    metadata: { name: 'likeness-node', labels: { 'node-role.kubernetes.io/worker': '' } },
    spec: { unschedulable: true },
  }),
  patch(`${CORE}/nodes/likeness-node/status`, STRATEGIC, {
    status: { conditions: [{ type: 'Ready', status: 'True', reason: 'x', message: 'y' }] },
  }),
  patch(`${CORE}/nodes/likeness-node/status`, STRATEGIC, {
    status: { conditions: [{ type: 'DiskPressure', status: 'False' }] },
  }),
];

const READING: LikenessCase[] = [
  ...['tier', 'tier=db', 'tier!=db,tier', 'tier in (db,web)', 'tier notin (web),tier'].map((selector) =>
    get(`${MAPS}?labelSelector=${encodeURIComponent(selector)}`),
  ),
  get(`${MAPS}?fieldSelector=metadata.name=b`),
  get(`${MAPS}?fieldSelector=metadata.name!=b&labelSelector=tier`),
  ...[
    '?labelSelector=a+b',
    '?fieldSelector=spec.x=1',
    '?continue=xx',
    '?limit=x',
    '?resourceVersion=abc',
    '?resourceVersionMatch=Exact',
    '?resourceVersion=99999999',
    '?watch=1&resourceVersion=abc',
  ].map((query) => get(MAPS + query)),
  get(`${CORE}/pods?fieldSelector=spec.x=1`),
  get(`${MAPS}/nope`),
  get(`${CORE}/nothing`),
  get('/apis/nope/v1'),
  get('/apis/nope/v1/things'),
  get(`${MAPS}/b`, { headers: PARTIAL }),
  get(MAPS, { headers: { accept: 'text/plain' } }),
  ...['configmaps/b', 'secrets/sec', 'services/s'].map((path) => get(`${SPACE}/${path}`, { headers: TABLE })),
  get(`${DEPLOYMENTS}/d`, { headers: TABLE }),
  get(`${CORE}/nodes/likeness-node`, { headers: TABLE }),
  get(`${CORE}/namespaces/likeness`, { headers: TABLE }),
  get('/apis/apps'),
  get('/apis/batch/v1beta1'),
  get('/apis/policy/v1beta1/namespaces/likeness/poddisruptionbudgets'),
  get('/readyz'),
  get('/healthz'),
];

const RIGHTS: LikenessCase[] = [
  ...(['viewer', 'stranger'] as const).flatMap((as) => [
    get(`${CORE}/nodes`, { as }),
    get(`${MAPS}/a`, { as }),
    get(`${MAPS}?watch=1`, { as }),
    get('/metrics', { as }),
  ]),
  { ...patch(`${CORE}/nodes/likeness-node/status`, MERGE, {}), as: 'viewer' },
  { ...remove(`${MAPS}/a`), as: 'viewer' },
  get(MAPS, { as: 'viewer', headers: { 'impersonate-user': 'jo' } }),
  get(MAPS, { headers: { 'impersonate-user': 'jo', 'impersonate-group': 'g' } }),
  get(MAPS, { headers: { 'impersonate-group': 'g' } }),
  ...(['viewer', undefined] as const).map((as) =>
    post(
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      { spec: { resourceAttributes: { verb: 'list', resource: 'nodes' } } },
      as ? { as } : {},
    ),
  ),
  post('/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', { spec: {} }),
  post('/apis/authentication.k8s.io/v1/tokenreviews', { spec: { token: 'nope' } }),
];

const DELETING: LikenessCase[] = [
  remove(`${MAPS}/a`, { preconditions: { uid: 'zz' } }),
  remove(`${MAPS}/a`, { preconditions: { resourceVersion: '1' } }),
  remove(`${MAPS}/a?dryRun=All`),
  remove(`${MAPS}/a?dryRun=Some`),
  remove(`${MAPS}/a`),
  remove(`${MAPS}/a`),
  patch(`${MAPS}/b`, MERGE, { metadata: { finalizers: ['example.com/hold'] } }),
  remove(`${MAPS}/b`),
  remove(`${MAPS}/b`),
  patch(`${MAPS}/b`, MERGE, { metadata: { finalizers: null } }),
  get(`${MAPS}/b`),
  remove(`${MAPS}?labelSelector=nothing`),
  remove(`${CORE}/namespaces`),
  remove(`${DEPLOYMENTS}/d`),
  remove(`${CORE}/nodes/likeness-node`),
  remove(`${CORE}/namespaces/likeness`),
];

const APPLY = 'application/apply-patch+yaml';
const applied = (data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'ssa' },
  data,
});
const apply = (query: string, body: unknown): LikenessCase => patch(`${MAPS}/ssa?${query}`, APPLY, body);

const APPLYING: LikenessCase[] = [
  apply('fieldManager=one', applied({ a: '1', b: '1' })),
  apply('fieldManager=two', applied({ a: '2' })),
  apply('fieldManager=two', applied({ a: '1', c: '1' })),
  apply('fieldManager=two&force=true', applied({ a: '2', c: '1' })),
  apply('fieldManager=one', applied({ b: '1' })),
  apply('fieldManager=two', applied({})),
  apply('fieldManager=two&dryRun=All', applied({ d: '1' })),
  apply('fieldManager=two', { ...applied({}), apiVersion: 'v2' }),
  apply('fieldManager=two', { ...applied({}), extra: 1 }),
  apply('fieldManager=two', { ...applied({}), metadata: { name: 'ssa', managedFields: [] } }),
  apply('', applied({})),
  apply('fieldManager=one&force=true', { ...applied({ a: '9' }), metadata: { name: 'ssa', resourceVersion: '1' } }),
  patch(`${MAPS}/gone?fieldManager=one`, APPLY, {
    ...{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1' } },
    metadata: { name: 'gone', uid: '5f2c4c8e-0000-4000-8000-000000000000', resourceVersion: '7' },
  }),
  patch(`${MAPS}/versioned?fieldManager=one`, APPLY, {
    ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'versioned', resourceVersion: '1' }, data: { a: '1' } },
  }),
  patch(`${MAPS}/versioned?fieldManager=one`, APPLY, {
    ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'versioned', resourceVersion: '1' }, data: { a: '2' } },
  }),
  patch(`${MAPS}/ssa`, MERGE, { metadata: { managedFields: [{}] } }),
  get(`${MAPS}/ssa`),
];

const REFUSED: LikenessCase[] = [
  post(DEPLOYMENTS, { metadata: { name: 'bad' }, spec: {} }),
  post(DEPLOYMENTS, { metadata: { name: 'bad' }, spec: { replicas: -1, ...pods('nginx') } }),
  post(DEPLOYMENTS, { metadata: { name: 'bad' }, spec: { ...pods('nginx'), selector: { matchLabels: { app: 'x' } } } }),
  post(DEPLOYMENTS, { metadata: { name: 'bad' }, spec: pods('') }),
  patch(`${DEPLOYMENTS}/d`, MERGE, { spec: { selector: { matchLabels: { app: 'e' } } } }),
  patch(`${DEPLOYMENTS}/d/scale`, MERGE, { spec: { replicas: -1 } }),
  post(`${SPACE}/services`, { metadata: { name: 't' }, spec: { ports: [{ port: 80 }, { port: 81 }] } }),
  post(`${SPACE}/services`, { metadata: { name: '1t' }, spec: { ports: [{ port: 80 }] } }),
  post(`${SPACE}/services`, { metadata: { name: 't' }, spec: { ports: [{ port: 0 }] } }),
  post(`${SPACE}/secrets`, { metadata: { name: 't' }, data: { 'a b': 'Yg==' } }),
  patch(`${SPACE}/secrets/sec`, MERGE, { type: 'other' }),
];

export const LIKENESS_CASES: readonly LikenessCase[] = [
  ...WRITING,
  ...WORKLOADS,
  ...APPLYING,
  ...REFUSED,
  ...READING,
  ...RIGHTS,
  ...DELETING,
];
