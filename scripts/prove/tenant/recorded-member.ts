import { APPLICATION_LABEL, HUB_LABEL } from '~/server/federation/model/inventory';
import { DomainError } from '~/server/kernel/failure';
import { type Json, json } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import type { Kind } from '~/server/objects/model/ref';

export const HUB = 'hub-1';
/** Somebody else's application, which stands in every member already. */
export const OTHER = 'other';

export type Write = {
  cluster: string;
  verb: string;
  plural: string;
  namespace: string;
  name: string;
  owner: string | null;
};

const kind = (group: string, name: string, plural: string, namespaced: boolean): Kind =>
  ({
    ...{
      group,
      version: 'v1',
      kind: name,
      plural,
      namespaced,
      verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
    },
    ...{ shortNames: [], categories: [], subresources: [] },
  }) as unknown as Kind;

export const KINDS: Kind[] = [
  kind('', 'ConfigMap', 'configmaps', true),
  kind('', 'ServiceAccount', 'serviceaccounts', true),
  kind('', 'Namespace', 'namespaces', false),
  kind('apps', 'Deployment', 'deployments', true),
  kind('rbac.authorization.k8s.io', 'RoleBinding', 'rolebindings', true),
  kind('rbac.authorization.k8s.io', 'ClusterRole', 'clusterroles', false),
];

type Key = { plural: string; namespace?: string | undefined; name: string };
const textOf = ({ plural, namespace = '', name }: Key) => `${plural}/${namespace}/${name}`;

/** A member without rules of its own: it takes everything, and everything that it takes is written down with whose it was. */
export function recordedMember(
  cluster: string,
  standing: readonly (Key & { owner: string | null })[],
  writes: Write[],
): MemberClient {
  const objects = new Map(standing.map((one) => [textOf(one), objectOf(one)]));
  let uids = 0;
  const note = (verb: string, { plural }: { plural: string }, { namespace = '', name = '' }: Partial<Key>) => {
    const stood = objects.get(textOf({ plural, namespace, name }));
    const owner = stood ? (stood.metadata.labels?.[APPLICATION_LABEL] ?? null) : null;
    writes.push({ cluster, verb, plural, namespace, name, owner: stood ? (owner ?? '') : null });
  };
  const find = (resource: { plural: string }, at: { namespace?: string; name: string }) => {
    const found = objects.get(textOf({ plural: resource.plural, ...at }));
    if (found) return found;
    throw refused(cluster, 404);
  };
  return {
    name: cluster,
    get: async (resource: { plural: string }, at: { namespace?: string; name: string }) => find(resource, at),
    apply: async (resource: { plural: string }, at: { namespace?: string; name: string }, object: object) => {
      const stood = objects.get(textOf({ plural: resource.plural, ...at }));
      const given = json(object);
      const uid = json(given['metadata'])['uid'];
      const version = json(given['metadata'])['resourceVersion'];
      if (uid !== undefined && uid !== stood?.metadata.uid) throw refused(cluster, 409);
      if (version !== undefined && stood && version !== stood.metadata.resourceVersion) throw refused(cluster, 409);
      note('apply', resource, at);
      uids += 1;
      const metadata = {
        ...json(given['metadata']),
        ...{ uid: stood?.metadata.uid ?? `${cluster}-${uids}`, resourceVersion: `${uids + FIRST}` },
      };
      const made = { ...given, metadata } as unknown as KubeObject;
      objects.set(textOf({ plural: resource.plural, ...at }), made);
      return made;
    },
    delete: async (resource: { plural: string }, at: { namespace?: string; name: string }) => {
      find(resource, at);
      note('delete', resource, at);
      objects.delete(textOf({ plural: resource.plural, ...at }));
    },
    raw: async () => ({ status: 200, body: '{}' }),
    discover: async () => ({ kinds: KINDS, gaps: [] }),
  } as unknown as MemberClient;
}

const objectOf = ({ namespace, name, plural, owner }: Key & { owner: string | null }): KubeObject => {
  const labels = owner === null ? {} : { [APPLICATION_LABEL]: owner, [HUB_LABEL]: HUB };
  const metadata = {
    ...{ name, ...(namespace ? { namespace } : {}), labels },
    ...{ uid: `stood-${plural}-${namespace}-${name}`, resourceVersion: `${FIRST}` },
  };
  return { apiVersion: 'v1', kind: plural, metadata } as Json as unknown as KubeObject;
};

/** The version of what stands from the beginning; etcd itself has the one before. */
const FIRST = 2;

const refused = (cluster: string, status: number) =>
  new DomainError({ kind: 'cluster-refused', cluster, status, reason: '', detail: '', causes: [] });
