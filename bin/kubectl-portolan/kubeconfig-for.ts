import type { Address } from './send';

/** A kubeconfig of one cluster behind a hub, without a secret: it asks `program` (Node, and the plug-in's file) for one. */
export function kubeconfigFor(cluster: string, { server, ca }: Address, [command, file]: readonly [string, string]) {
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command,
    args: [file, 'credential', '--server', server],
  };
  const authority = ca ? { 'certificate-authority-data': Buffer.from(ca).toString('base64') } : {};
  return {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': cluster, users: [{ name: 'me', user: { exec } }] },
    clusters: [{ name: cluster, cluster: { server: `${server}/k8s/clusters/${cluster}`, ...authority } }],
    contexts: [{ name: cluster, context: { cluster, user: 'me' } }],
  };
}
