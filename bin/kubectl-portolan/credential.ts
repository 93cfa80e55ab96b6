import { accessOf } from './access';
import { hubOf } from './kept-hubs';
import { say } from './say';
import { takeOptions } from './take-options';

/** `credential`: what kubectl asks for. https://kubernetes.io/docs/reference/config-api/client-authentication.v1/ */
export async function credential(words: string[]): Promise<void> {
  const { token, until } = await accessOf(hubOf(takeOptions(words, 'server').options.server));
  const asked = JSON.parse(process.env['KUBERNETES_EXEC_INFO'] || '{}') as { apiVersion?: string };
  const apiVersion = asked.apiVersion ?? 'client.authentication.k8s.io/v1beta1';
  const expirationTimestamp = new Date(until).toISOString();
  say(JSON.stringify({ apiVersion, kind: 'ExecCredential', status: { token, expirationTimestamp } }));
}
