import { createHash } from 'node:crypto';
import type { Issued } from '~/server/kube/testing/certificates';

type Answered = { status: number; body: string };
/** What an input's second step is taken with: another procedure, or the door where a sign-in at a provider begins. */
export type Steps = {
  mutate(procedure: string, input: unknown): Promise<Answered>;
  start(provider: string): Promise<Answered>;
};

/**
 * An input of the hub that takes a URL: the procedure, and what it is called with for one. `afterwards`: what makes the hub go where
 * it was told, once it has kept that.
 */
export type UrlInput = {
  name: string;
  procedure: string;
  with(server: string): unknown;
  afterwards?(steps: Steps, server: string, kept: string): Promise<Answered>;
};

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
    {
      name: 'issuer of a provider',
      procedure: 'teams.saveProvider',
      with: (server) => ({ name: providerOf(server), label: 'Proof', issuer: server, clientId: 'proof' }),
      afterwards: ({ start }, server) => start(providerOf(server)),
    },
    channelInput('webhook', (url) => ({ kind: 'webhook', url, signingKey: 'a signing key of a proof' })),
    channelInput('Slack webhook', (url) => ({ kind: 'slack', url })),
    channelInput('mail server', (server) => ({ kind: 'email', server: mailServer(server) })),
  ];
}

/** A name for the provider at an address, the same each time. */
const providerOf = (server: string) => `p${createHash('sha256').update(server).digest('hex').slice(0, 20)}`;

/** A channel is kept first, and goes out when it is tested. */
const channelInput = (name: string, targetOf: (server: string) => object): UrlInput => ({
  name,
  procedure: 'notifications.saveChannel',
  with: (server) => ({ name, team: null, target: targetOf(server) }),
  afterwards: ({ mutate }, _server, kept) => {
    const { id } = (JSON.parse(kept) as { result: { data: { id: string } } }).result.data;
    return mutate('notifications.testChannel', { id, language: 'en' });
  },
});

const MAILBOX = 'proof@portolan.example';

/** The host as it was written: a URL would make another form of it. */
function mailServer(server: string) {
  const [, host = '', port = ''] = /^https:\/\/(.*):(\d+)$/.exec(server) ?? [];
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return { host: bare, port: Number(port), security: 'tls', from: MAILBOX, to: [MAILBOX] };
}

const kubeconfig = (of: Record<string, string>) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'a', cluster: of }],
    users: [{ name: 'a', user: { token: 'a-token-of-a-proof' } }],
    contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
  });
