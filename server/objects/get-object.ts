import { DomainError } from '~/server/kernel/failure';
import { json } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import { isSecret, type ObjectRef } from './model/ref';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object as its member holds it. Of a Secret only metadata is asked for, and of that not the copy that kubectl keeps. */
export async function getObject(client: MemberClient, ref: ObjectRef): Promise<KubeObject> {
  const { name, namespace } = ref;
  const at = namespace === undefined ? { name } : { name, namespace };
  return isSecret(ref) ? getMetadata(client, ref) : client.get(ref, at);
}

async function getMetadata(client: MemberClient, ref: ObjectRef): Promise<KubeObject> {
  const { name, namespace } = ref;
  const query = { as: 'metadata', fieldSelector: `metadata.name=${name}`, limit: 1 } as const;
  const { items } = await client.list(ref, namespace === undefined ? query : { ...query, namespace });
  const [found] = items;
  if (!found) throw new DomainError({ kind: 'not-found', what: 'secret', name });
  const { [LAST_APPLIED]: _copy, ...annotations } = json(found.metadata.annotations) as Record<string, string>;
  return { ...found, apiVersion: 'v1', kind: 'Secret', metadata: { ...found.metadata, annotations } };
}

/** The object without what only bookkeeping reads, its fields in the order in which people write them. */
export function withoutManagedFields(object: KubeObject): KubeObject {
  const { apiVersion, kind, metadata, status, ...rest } = object;
  const { managedFields: _fields, ...kept } = metadata;
  const named = { ...(apiVersion === undefined ? {} : { apiVersion }), ...(kind === undefined ? {} : { kind }) };
  return {
    ...named,
    metadata: kept as KubeObject['metadata'],
    ...rest,
    ...(status === undefined ? {} : { status }),
  };
}
