import { Agent, request } from 'undici';
import type { KubeObject } from '~/server/simulator/api/object';

export type ApiAccess = { url: string; ca: string; token: string };

/** What the kubelets ask of their API server. */
export type ApiClient = {
  list(path: string): Promise<KubeObject[]>;
  /** Sends an object; answers whether it was taken. Conflicts and what has gone are told by `false`, all else is thrown. */
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body: unknown): Promise<boolean>;
  close(): Promise<void>;
};

const GONE_OR_CHANGED = [404, 409];
const TYPES: Record<string, string> = { PATCH: 'application/merge-patch+json' };

export function createApiClient({ url, ca, token }: ApiAccess): ApiClient {
  const dispatcher = new Agent({ connect: { ca } });
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json', 'user-agent': 'kubelet/stand-in' };
  return {
    async list(path) {
      const { statusCode, body } = await request(url + path, { dispatcher, headers });
      const answer = (await body.json()) as { items?: KubeObject[] };
      if (!answer.items) throw new Error(`GET ${path}: ${statusCode} ${JSON.stringify(answer)}`);
      return answer.items;
    },
    async send(method, path, content) {
      const { statusCode, body } = await request(url + path, {
        method,
        dispatcher,
        headers: { ...headers, 'content-type': TYPES[method] ?? 'application/json' },
        body: JSON.stringify(content),
      });
      const text = await body.text();
      if (statusCode >= 400 && !GONE_OR_CHANGED.includes(statusCode))
        throw new Error(`${method} ${path}: ${statusCode} ${text}`);
      return statusCode < 400;
    },
    close: () => dispatcher.destroy(),
  };
}
