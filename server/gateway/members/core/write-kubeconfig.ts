import { stringify } from 'yaml';

/** The hub as kubectl reaches it; `authority` is absent where its certificate is one that every system trusts. */
export type KubeconfigHub = { server: string; authority: string | undefined };

/** `v1beta1` is spoken by every kubectl since 1.20, `v1` by those since 1.22. */
export type ExecVersion = 'v1' | 'v1beta1';

/**
 * A kubeconfig with a context for the hub's own API and one per cluster, and no token in it: kubectl asks the plug-in for one.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
export function writeKubeconfig(hub: KubeconfigHub, clusters: readonly string[], version: ExecVersion): string {
  const authority = hub.authority
    ? { 'certificate-authority-data': Buffer.from(hub.authority).toString('base64') }
    : {};
  const places = [
    { name: clusters.includes('hub') ? 'portolan-hub' : 'hub', path: '/k8s/hub' },
    ...clusters.map((name) => ({ name, path: `/k8s/clusters/${name}` })),
  ];
  return stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': clusters[0] ?? places[0]?.name,
      clusters: places.map(({ name, path }) => ({ name, cluster: { server: `${hub.server}${path}`, ...authority } })),
      users: [{ name: 'portolan', user: { exec: execOf(hub, version) } }],
      contexts: places.map(({ name }) => ({ name, context: { cluster: name, user: 'portolan' } })),
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

const execOf = ({ server }: KubeconfigHub, version: ExecVersion) => ({
  apiVersion: `client.authentication.k8s.io/${version}`,
  command: 'kubectl-portolan',
  args: ['credential', '--server', server],
  interactiveMode: 'Never',
  installHint: `kubectl-portolan is not installed. Download it from ${server}/api/kubectl-portolan and put it on the PATH.`,
});
