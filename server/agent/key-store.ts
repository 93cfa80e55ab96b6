import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { askApi } from './ask-api';
import type { ApiServer } from './forward';

/** Keeps the agent's key (PKCS #8, PEM) over restarts. */
export type KeyStore = { load(): Promise<string | undefined>; save(key: string): Promise<void> };

/** In a folder of its own, readable by this user alone. */
export function keyInFolder(folder: string): KeyStore {
  const file = path.join(folder, 'agent.key');
  return {
    load: async () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
    save: async (key) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(`${file}.next`, key, { mode: 0o600 });
      renameSync(`${file}.next`, file);
    },
  };
}

const NAME = 'portolan-agent-key';
const Kept = z.object({ data: z.object({ key: z.string().optional() }).optional() });

/** In the Secret that the manifest made empty: the agent may read and patch this one, and make none. */
export function keyInSecret(api: ApiServer, namespace: string): KeyStore {
  const at = `/api/v1/namespaces/${namespace}/secrets/${NAME}`;
  return {
    load: async () => {
      const { status, json } = await askApi(api, at);
      const kept = Kept.safeParse(json);
      if (status !== 200 || !kept.success)
        throw new Error(`the Secret ${namespace}/${NAME} cannot be read (${status})`);
      const { key } = kept.data.data ?? {};
      return key === undefined ? undefined : Buffer.from(key, 'base64').toString('utf8');
    },
    save: async (key) => {
      const { status } = await askApi(api, at, {
        method: 'PATCH',
        headers: { 'content-type': 'application/merge-patch+json' },
        body: { data: { key: Buffer.from(key).toString('base64') } },
      });
      if (status !== 200) throw new Error(`the Secret ${namespace}/${NAME} cannot be written (${status})`);
    },
  };
}
