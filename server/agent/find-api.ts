import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ApiServer } from './forward';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The API server of the cluster that the agent runs in, as its service account. Throws a sentence outside of one. */
export function apiOfThisCluster(env: Record<string, string | undefined>): ApiServer {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env;
  if (!host || !port || !existsSync(`${ACCOUNT}/token`))
    throw new Error('this is no pod of a cluster: run it there, or give it --kubeconfig FILE');
  const token = () => readFileSync(`${ACCOUNT}/token`, 'utf8').trim();
  return { host, port: Number(port), ca: readFileSync(`${ACCOUNT}/ca.crt`, 'utf8'), token };
}

const Named = z.array(z.looseObject({ name: z.string() }));
const Fields = z.record(z.string(), z.unknown());
const Kubeconfig = z.object({
  'current-context': z.string().optional(),
  ...{ contexts: Named, clusters: Named, users: Named },
});

/**
 * The API server of a kubeconfig's context, for an agent that runs beside a cluster. Tokens and client certificates are
 * understood; programs that make credentials are not run. Throws a sentence.
 */
export function apiOfKubeconfig(file: string, context: string | undefined): ApiServer {
  const read = Kubeconfig.safeParse(parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new Error(`${file} is no kubeconfig`);
  const { contexts, clusters, users, 'current-context': current } = read.data;
  const find = (list: z.infer<typeof Named>, key: string, name: string | undefined) => {
    const found = Fields.safeParse(list.find((each) => each.name === name)?.[key]);
    if (!found.success) throw new Error(`${file} has no ${key} ${name ?? '(no current-context)'}`);
    return Object.fromEntries(Object.entries(found.data).map(([field, value]) => [field, String(value)]));
  };
  const { cluster: clusterName, user: userName } = find(contexts, 'context', context ?? current);
  const cluster = find(clusters, 'cluster', clusterName);
  const user = find(users, 'user', userName);
  const pem = (of: Record<string, string | undefined>, key: string) => {
    const [data, named] = [of[`${key}-data`], of[key]];
    if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8');
    return named === undefined ? undefined : readFileSync(path.resolve(path.dirname(file), named), 'utf8');
  };
  const { hostname, port, protocol } = new URL(cluster['server'] ?? '');
  if (protocol !== 'https:') throw new Error(`${file}: the API server must be reached over https`);
  const [cert, key] = [pem(user, 'client-certificate'), pem(user, 'client-key')];
  const { token } = user;
  return {
    ...{
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 443),
      ca: pem(cluster, 'certificate-authority') ?? '',
    },
    ...(token === undefined ? {} : { token: () => token }),
    ...(cert && key ? { client: { cert, key } } : {}),
  };
}
