import { z } from 'zod';
import { askJson, type Question } from './ask-json';
import type { ApiServer } from './forward';

/** Asks the member's own API server as the agent itself. */
export function askApi({ host, port, ca, token, client }: ApiServer, path: string, how: Omit<Question, 'url'> = {}) {
  const address = host.includes(':') ? `[${host}]` : host;
  const headers = { ...how.headers, ...(token ? { authorization: `Bearer ${token()}` } : {}) };
  return askJson({ ...how, url: new URL(path, `https://${address}:${port}`), ca: ca || undefined, client, headers });
}

const Namespace = z.object({ metadata: z.object({ uid: z.string() }) });
const Version = z.object({ gitVersion: z.string().max(64) });

/** What the hub has to know of the member to tell it from others. Throws a sentence. */
export async function readMember(api: ApiServer): Promise<{ kubeSystemUid: string; kubernetesVersion: string }> {
  const namespace = await askApi(api, '/api/v1/namespaces/kube-system');
  const seen = Namespace.safeParse(namespace.json);
  if (!seen.success)
    throw new Error(`the API server answers ${namespace.status} when asked for the namespace kube-system`);
  const version = Version.safeParse((await askApi(api, '/version')).json);
  return {
    kubeSystemUid: seen.data.metadata.uid,
    kubernetesVersion: version.success ? version.data.gitVersion : 'unknown',
  };
}
