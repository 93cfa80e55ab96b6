import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Hub } from './dial-hub';
import { apiOfKubeconfig, apiOfThisCluster } from './find-api';
import type { ApiServer } from './forward';
import { type KeyStore, keyInFolder, keyInSecret } from './key-store';

export type Settings = {
  hub: Hub;
  api: ApiServer;
  keys: KeyStore;
  /** The join token of this moment: its Secret may be replaced while the agent waits. */
  token(): string | undefined;
  name: string | undefined;
  /** Whether the member's owner lets the hub write, at this moment. */
  writes(): boolean;
};

const CONFIG = '/etc/portolan';
const JOIN = '/etc/portolan-join';
/** So long a file that was read is believed: it is asked for with every request of the hub. */
const BELIEVED_MS = 1000;

export const HELP = `portolan-agent --hub URL [--ca FILE] [--token-file FILE] [--name NAME] [--writes-file FILE] [--kubeconfig FILE [--context C] --state FOLDER]
  In a pod everything comes from what the manifest mounts; outside, --kubeconfig says which cluster it speaks for.`;

/** From arguments, else from what the manifest mounts. Throws one sentence. */
export function readSettings(argv: string[], env: Record<string, string | undefined>): Settings {
  const text = { type: 'string' } as const;
  const files = { ca: text, 'token-file': text, 'writes-file': text, kubeconfig: text, state: text };
  const { values } = parseArgs({ args: argv, options: { hub: text, name: text, context: text, ...files } });
  const url = values.hub ?? readText(`${CONFIG}/hub`);
  if (url === undefined || !/^https:\/\//.test(url))
    throw new Error('the hub must be given as https://host:port (--hub)');
  const { kubeconfig, context, state } = values;
  if (kubeconfig !== undefined && state === undefined) throw new Error('--kubeconfig needs --state FOLDER for the key');
  const api = kubeconfig === undefined ? apiOfThisCluster(env) : apiOfKubeconfig(kubeconfig, context);
  const tokenFile = values['token-file'] ?? `${JOIN}/token`;
  return {
    ...{ api, hub: { url, ca: readText(values.ca ?? `${CONFIG}/ca.crt`) } },
    keys: state === undefined ? keyInSecret(api, env['POD_NAMESPACE'] ?? 'portolan-agent') : keyInFolder(state),
    token: () => readText(tokenFile),
    name: values.name ?? readText(`${CONFIG}/name`),
    writes: believed(() => readText(values['writes-file'] ?? `${CONFIG}/writes`) !== 'false'),
  };
}

const readText = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').trim() || undefined : undefined);

function believed<Value>(read: () => Value): () => Value {
  let known: { value: Value; until: number } | undefined;
  return () => {
    if (!known || performance.now() > known.until) known = { value: read(), until: performance.now() + BELIEVED_MS };
    return known.value;
  };
}
