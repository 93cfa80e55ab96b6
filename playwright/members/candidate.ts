/** A cluster that is not registered yet: all that a person who wants to register it has at hand. */
export type Candidate = {
  url: string;
  ca: string;
  token: string;
  certificate: string;
  key: string;
  nodes: string[];
  stop(): Promise<void>;
};

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A kubeconfig (JSON, which is YAML) with the contexts `admin` (certificate), `robot` (token) and `plug-in` (a program). */
export function kubeconfigOf({ url, ca, token, certificate, key }: Candidate): string {
  const users = {
    admin: { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) },
    robot: { token },
    'plug-in': { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'aws', args: ['eks', 'get-token'] } },
  };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'here', cluster: { server: url, 'certificate-authority-data': base64(ca) } }],
    users: Object.entries(users).map(([name, user]) => ({ name, user })),
    contexts: Object.keys(users).map((name) => ({ name, context: { cluster: 'here', user: name } })),
  });
}
