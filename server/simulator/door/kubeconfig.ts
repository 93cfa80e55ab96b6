import type { KeyPair } from './issue-certificates';

type KubeconfigUser = { kind: 'token'; token: string } | { kind: 'certificate'; pair: KeyPair };
export type KubeconfigEntry = { name: string; server: string; ca: string; user: KubeconfigUser };

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A kubeconfig (JSON, which is YAML) with one context per entry; the first is current. */
export function kubeconfigOf(entries: readonly KubeconfigEntry[]): string {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: entries.map(({ name, server, ca }) => ({
      name,
      cluster: { server, 'certificate-authority-data': base64(ca) },
    })),
    users: entries.map(({ name, user }) => ({ name, user: credential(user) })),
    contexts: entries.map(({ name }) => ({ name, context: { cluster: name, user: name } })),
    'current-context': entries[0]?.name ?? '',
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

function credential(user: KubeconfigUser) {
  if (user.kind === 'token') return { token: user.token };
  return { 'client-certificate-data': base64(user.pair.certificate), 'client-key-data': base64(user.pair.key) };
}
