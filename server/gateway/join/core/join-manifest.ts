import { stringify } from 'yaml';
import { AGENT_ROLES } from './agent-roles';

export type ManifestOptions = {
  /** `https://hub:3443`. */
  hub: string;
  /** PEM; null: the system's roots are trusted. */
  certificateAuthority: string | null;
  image: string;
  token: string;
  /** Which cluster it is, where the token leaves a choice. */
  name: string | undefined;
};

const NAME = 'portolan-agent';
const NAMESPACE = 'portolan-agent';
const metadata = { name: NAME, namespace: NAMESPACE, labels: { 'app.kubernetes.io/name': NAME } };

/** What `kubectl apply` makes in a member so that its agent runs and introduces itself. The token stands in one Secret. */
export function joinManifest(options: ManifestOptions): string {
  const documents: [comment: string, object: object][] = [
    ['The agent of Portolan: it dials the hub, and nobody has to reach this cluster.', namespace],
    ['', { apiVersion: 'v1', kind: 'ServiceAccount', metadata }],
    ...AGENT_ROLES,
    [KEY, { apiVersion: 'v1', kind: 'Secret', metadata: { ...metadata, name: `${NAME}-key` } }],
    ['', keyRole],
    ['', keyBinding],
    [TOKEN, joinSecret(options.token)],
    [CONFIG, configMap(options)],
    ['', deployment(options.image)],
  ];
  return documents.map(([comment, object]) => `${commented(comment)}${stringify(object)}`).join('---\n');
}

const KEY = 'The agent keeps the key that it makes here; it never leaves this cluster.';
const TOKEN = 'Lets the agent introduce itself, for an hour at most. Worthless afterwards.';
const CONFIG =
  'Set writes to "false" and the agent passes on what reads only, within a minute, whatever the hub asks for.';

const commented = (text: string) => (text === '' ? '' : `${text.replace(/^/gm, '# ')}\n`);

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
const rbac = 'rbac.authorization.k8s.io';
const keyRole = {
  apiVersion: `${rbac}/v1`,
  kind: 'Role',
  metadata: { ...metadata, name: `${NAME}-key` },
  rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: [`${NAME}-key`], verbs: ['get', 'patch'] }],
};
const keyBinding = {
  apiVersion: `${rbac}/v1`,
  kind: 'RoleBinding',
  metadata: { ...metadata, name: `${NAME}-key` },
  roleRef: { apiGroup: rbac, kind: 'Role', name: `${NAME}-key` },
  subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: NAMESPACE }],
};

const joinSecret = (token: string) => ({
  ...{ apiVersion: 'v1', kind: 'Secret', metadata: { ...metadata, name: `${NAME}-join` } },
  stringData: { token },
});

const configMap = ({ hub, certificateAuthority, name }: ManifestOptions) => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata },
  data: {
    ...{ hub, writes: 'true' },
    ...(certificateAuthority === null ? {} : { 'ca.crt': certificateAuthority }),
    ...(name === undefined ? {} : { name }),
  },
});

const deployment = (image: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: {
    replicas: 1,
    // two agents with one key would displace each other
    strategy: { type: 'Recreate' },
    selector: { matchLabels: metadata.labels },
    template: {
      metadata: { labels: metadata.labels },
      spec: {
        serviceAccountName: NAME,
        securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [container(image)],
        volumes: [
          { name: 'config', configMap: { name: NAME } },
          { name: 'join', secret: { secretName: `${NAME}-join`, optional: true } },
        ],
      },
    },
  },
});

const container = (image: string) => ({
  name: 'agent',
  image,
  env: [{ name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }],
  resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '192Mi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
  volumeMounts: [
    { name: 'config', mountPath: '/etc/portolan', readOnly: true },
    { name: 'join', mountPath: '/etc/portolan-join', readOnly: true },
  ],
});
