import type { LikenessCase } from './likeness-cases';

const SPACE = '/api/v1/namespaces/likeness-rights';
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const ROLES = `${RBAC}/namespaces/likeness-rights/roles`;
const BINDINGS = `${RBAC}/namespaces/likeness-rights/rolebindings`;
const TOKENS = `${SPACE}/serviceaccounts/robot/token`;
const JO = { 'impersonate-user': 'jo', 'impersonate-group': 'g1' };
const RBAC_GROUP = 'rbac.authorization.k8s.io';

type Rule = { apiGroups: string[]; resources: string[]; verbs: string[]; resourceNames?: string[] };
const post = (path: string, body: unknown, headers?: Record<string, string>): LikenessCase => ({
  method: 'POST',
  path,
  body,
  ...(headers ? { headers } : {}),
});
const get = (path: string, extra: Partial<LikenessCase> = {}): LikenessCase => ({ method: 'GET', path, ...extra });
const role = (name: string, rules: Rule[]) => ({ metadata: { name }, rules });
const binding = (name: string, kind: string, to: string, user: string) => ({
  metadata: { name },
  roleRef: { apiGroup: RBAC_GROUP, kind, name: to },
  subjects: [{ kind: 'User', apiGroup: RBAC_GROUP, name: user }],
});
const rule = (apiGroups: string[], resources: string[], verbs: string[], resourceNames?: string[]): Rule => ({
  verbs,
  apiGroups,
  resources,
  ...(resourceNames ? { resourceNames } : {}),
});

const EDITOR = [
  rule([RBAC_GROUP], ['roles', 'rolebindings'], ['get', 'create', 'update']),
  rule([''], ['pods'], ['get']),
  rule(['apps'], ['deployments'], ['get', 'list'], ['a']),
];

const ESCALATION: LikenessCase[] = [
  post('/api/v1/namespaces', { metadata: { name: 'likeness-rights' } }),
  post(ROLES, role('editor', EDITOR)),
  post(BINDINGS, binding('editor', 'Role', 'editor', 'jo')),
  post(ROLES, role('less', [rule([''], ['pods'], ['get'])]), JO),
  post(ROLES, role('more', [rule(['', 'apps'], ['pods', 'pods/log'], ['get', 'delete'])]), JO),
  post(ROLES, role('other', [rule(['apps'], ['deployments'], ['get'], ['a', 'b'])]), JO),
  post(ROLES, role('all', [rule(['*'], ['*'], ['*'])]), JO),
  { ...post(`${ROLES}/less`, role('less', [rule([''], ['pods', 'secrets'], ['get', 'list'])]), JO), method: 'PUT' },
  { ...post(`${ROLES}/less`, role('less', [rule([''], ['pods'], ['get'])]), JO), method: 'PUT' },
  post(BINDINGS, binding('own', 'Role', 'editor', 'al'), JO),
  post(BINDINGS, binding('missing', 'Role', 'nothing', 'al'), JO),
  post(BINDINGS, binding('delegator', 'ClusterRole', 'system:auth-delegator', 'al'), JO),
  post(BINDINGS, binding('admin', 'ClusterRole', 'cluster-admin', 'al'), JO),
  post(BINDINGS, binding('missing', 'ClusterRole', 'nothing', 'al')),
];

const IMPERSONATION: LikenessCase[] = [
  get(`${SPACE}/pods`, { headers: JO }),
  get(`${SPACE}/pods/x`, { headers: JO }),
  get(`${SPACE}/pods/x/log`, { headers: JO }),
  get('/apis/apps/v1/namespaces/likeness-rights/deployments/a', { headers: JO }),
  get('/apis/apps/v1/namespaces/likeness-rights/deployments/b', { headers: JO }),
  get('/api/v1/nodes', { headers: { 'impersonate-user': 'system:serviceaccount:likeness-rights:robot' } }),
  get('/api/v1/nodes', { headers: { 'impersonate-user': 'system:anonymous' } }),
  get('/api/v1/nodes', { as: 'viewer', headers: { 'impersonate-user': 'system:serviceaccount:x:robot' } }),
  get('/api/v1/nodes', { headers: { 'impersonate-extra-reason': 'x' } }),
  post(`${RBAC}/clusterroles`, role('likeness-impersonator', [rule([''], ['users'], ['impersonate'], ['jo'])])),
  post(
    `${RBAC}/clusterrolebindings`,
    binding('likeness-impersonator', 'ClusterRole', 'likeness-impersonator', 'viewer'),
  ),
  get('/api/v1/nodes', { as: 'viewer', headers: { 'impersonate-user': 'jo' } }),
  get('/api/v1/nodes', { as: 'viewer', headers: { 'impersonate-user': 'al' } }),
  get('/api/v1/nodes', { as: 'viewer', headers: JO }),
  get('/api/v1/nodes', {
    as: 'viewer',
    headers: { 'impersonate-user': 'jo', 'impersonate-extra-example.com%2freason': 'x' },
  }),
];

const review = (name: string, spec: unknown) => post(`/apis/authorization.k8s.io/v1/${name}`, { spec });
const podsOf = (namespace: string, verb: string) => ({ namespace, verb, resource: 'pods' });
const LOCAL = '/apis/authorization.k8s.io/v1/namespaces/likeness-rights/localsubjectaccessreviews';
const inSpace = { metadata: { namespace: 'likeness-rights' } };

// no rules reviews: a real server tells the rules of several bindings in the order of a hash table
const REVIEWS: LikenessCase[] = [
  review('subjectaccessreviews', { user: 'jo', resourceAttributes: podsOf('likeness-rights', 'get') }),
  review('subjectaccessreviews', { user: 'jo', resourceAttributes: podsOf('likeness-rights', 'list') }),
  review('subjectaccessreviews', { resourceAttributes: podsOf('likeness-rights', 'list') }),
  review('subjectaccessreviews', { user: 'jo' }),
  review('selfsubjectaccessreviews', {}),
  post(LOCAL, { ...inSpace, spec: { user: 'jo', resourceAttributes: podsOf('default', 'get') } }),
  post(LOCAL, { ...inSpace, spec: { user: 'jo', resourceAttributes: podsOf('likeness-rights', 'get') } }),
  review('selfsubjectaccessreviews', { nonResourceAttributes: { verb: 'get', path: '/api' } }),
];

const ACCOUNTS: LikenessCase[] = [
  post(`${SPACE}/serviceaccounts`, { metadata: { name: 'robot' } }),
  post(TOKENS, {}),
  post(TOKENS, { spec: { audiences: ['a', 'b'], expirationSeconds: 700 } }),
  post(TOKENS, { spec: { expirationSeconds: 6 } }),
  post(TOKENS, { spec: { boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: 'no' } } }),
  post(`${SPACE}/serviceaccounts/nobody/token`, {}),
  get(TOKENS),
  post(TOKENS, {}, JO),
  post('/apis/authentication.k8s.io/v1/tokenreviews', { spec: {} }),
];

const NAMES = ['view', 'edit', 'admin', 'cluster-admin', 'system:basic-user', 'system:discovery', 'system:node'];
const ROLES_OF_ALL = NAMES.map((name) => get(`${RBAC}/clusterroles/${name}`));

/** Rights: what the roles are, who may grant and impersonate, what reviews and tokens say. */
export const LIKENESS_RIGHTS: readonly LikenessCase[] = [
  ...ROLES_OF_ALL,
  ...ESCALATION,
  ...IMPERSONATION,
  ...REVIEWS,
  ...ACCOUNTS,
  { method: 'DELETE', path: '/api/v1/namespaces/likeness-rights' },
];
