import type { Issued } from '~/server/kube/testing/certificates';

/** An input of the hub that takes a URL: the procedure, and what it is called with for one. */
export type UrlInput = { name: string; procedure: string; with(server: string): unknown };

type Given = { cluster: string; guide: string; identity: Issued };

/** Every input of the router that takes a URL. */
export function urlInputs({ cluster, guide, identity: { certificate, key } }: Given): readonly UrlInput[] {
  const byToken = (server: string) => ({ by: 'token', server, token: 'a-token-of-a-proof' });
  const byCertificate = (server: string) => ({ by: 'client-certificate', server, certificate, key });
  const byFile = (server: string, more = {}) => ({
    by: 'kubeconfig',
    context: 'a',
    text: kubeconfig({ server, ...more }),
  });
  return [
    { name: 'test a provider', procedure: 'teams.testProvider', with: (server) => ({ issuer: server }) },
    { name: 'test by token', procedure: 'clusters.testConnection', with: (server) => ({ access: byToken(server) }) },
    {
      name: 'test by certificate',
      procedure: 'clusters.testConnection',
      with: (server) => ({ access: byCertificate(server) }),
    },
    {
      name: 'test by kubeconfig',
      procedure: 'clusters.testConnection',
      with: (server) => ({ access: byFile(server) }),
    },
    {
      name: 'proxy of a kubeconfig',
      procedure: 'clusters.testConnection',
      with: (server) => ({ access: byFile(guide, { 'proxy-url': server }) }),
    },
    {
      name: 'read a kubeconfig',
      procedure: 'clusters.readKubeconfig',
      with: (server) => ({ text: kubeconfig({ server }) }),
    },
    {
      name: 'register',
      procedure: 'clusters.register',
      with: (server) => ({ name: 'never', access: byToken(server) }),
    },
    {
      name: 'rotate',
      procedure: 'clusters.rotateCredential',
      with: (server) => ({ name: cluster, access: byToken(server) }),
    },
  ];
}

const kubeconfig = (of: Record<string, string>) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'a', cluster: of }],
    users: [{ name: 'a', user: { token: 'a-token-of-a-proof' } }],
    contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
  });
