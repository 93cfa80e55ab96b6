const NAME = 'portolan-agent';
const NAMESPACE = 'portolan-agent';
const rbac = 'rbac.authorization.k8s.io';

const LOOK = ['get', 'list', 'watch'];
const CHANGE = ['create', 'update', 'patch', 'delete'];

/** Kinds of the core group that pages show; Secrets are not among them. */
const CORE = [
  ...['nodes', 'namespaces', 'services', 'endpoints', 'pods', 'pods/log', 'pods/status', 'events', 'configmaps'],
  ...['replicationcontrollers', 'persistentvolumes', 'persistentvolumeclaims', 'serviceaccounts'],
  ...['resourcequotas', 'limitranges'],
];
const GROUPS = [
  ...['apps', 'batch', 'autoscaling', 'policy', 'networking.k8s.io', 'discovery.k8s.io', 'storage.k8s.io', rbac],
  ...['scheduling.k8s.io', 'coordination.k8s.io', 'events.k8s.io', 'apiextensions.k8s.io', 'apiregistration.k8s.io'],
  ...['metrics.k8s.io', 'gateway.networking.k8s.io', 'networking.istio.io', 'security.istio.io'],
];
const WORKLOAD_GROUPS = ['apps', 'batch', 'autoscaling', 'policy', 'networking.k8s.io'];
const MESH_GROUPS = ['gateway.networking.k8s.io', 'networking.istio.io', 'security.istio.io'];

const READ = `What the console shows. Secrets are not among it.`;
const WRITE = `What the console changes. Without this binding the hub reads only, as with writes: "false".`;
const SPEAK = `Lets people work here as themselves: RBAC cannot bound names by a prefix, so these rules allow more than is used.
The agent itself refuses every name outside of portolan:, whatever the hub asks for.`;

const role = (suffix: string, rules: object[]) => ({
  ...{ apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name: `${NAME}-${suffix}` }, rules },
});
const binding = (suffix: string) => ({
  apiVersion: `${rbac}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name: `${NAME}-${suffix}` },
  roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: `${NAME}-${suffix}` },
  subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: NAMESPACE }],
});

/** The least that Kubernetes can express of what the agent needs, each with why it is there. */
export const AGENT_ROLES: [comment: string, object: object][] = [
  [
    READ,
    role('read', [
      { apiGroups: [''], resources: CORE, verbs: LOOK },
      { apiGroups: GROUPS, resources: ['*'], verbs: LOOK },
      {
        nonResourceURLs: [
          '/version',
          '/healthz',
          '/livez',
          '/readyz',
          '/readyz/*',
          '/api',
          '/api/*',
          '/apis',
          '/apis/*',
        ].concat(['/openapi', '/openapi/*']),
        verbs: ['get'],
      },
    ]),
  ],
  ['', binding('read')],
  [
    WRITE,
    role('write', [
      { apiGroups: [''], resources: ['nodes'], verbs: ['patch', 'update'] },
      {
        apiGroups: [''],
        resources: ['namespaces', 'services', 'pods', 'configmaps', 'persistentvolumeclaims', 'serviceaccounts'].concat(
          ['resourcequotas', 'limitranges'],
        ),
        verbs: CHANGE,
      },
      { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
      { apiGroups: [...WORKLOAD_GROUPS, ...MESH_GROUPS], resources: ['*'], verbs: CHANGE },
    ]),
  ],
  ['', binding('write')],
  [SPEAK, role('impersonate', [{ apiGroups: [''], resources: ['users', 'groups'], verbs: ['impersonate'] }])],
  ['', binding('impersonate')],
];
