import { badRequest, conflict, modified } from '~/server/simulator/api/api-error';
import type { KubeObject } from '~/server/simulator/api/object';
import { timestamp } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import { recordWrite } from '~/server/simulator/api/patch/managed-fields';
import { storageOf } from '~/server/simulator/api/registry';
import type { Stored } from '~/server/simulator/api/store';
import { withDefaults } from './defaults';
import { checkMetadata } from './validate';
import { apiVersionOf, ordered, type Target, type Writer } from './writer';

/**
 * Puts the next state in place of the current one: what a PUT or a PATCH ends in. Without `status` in the request's path
 * the status stays, with it only the status changes. A write that changes nothing leaves the object as it is.
 */
export function replaceObject(
  writer: Writer,
  target: Target,
  current: Stored,
  given: KubeObject,
  sent?: KubeObject,
): KubeObject | Stored {
  const { kind } = target;
  const storage = storageOf(kind);
  const before = current.object();
  checkIdentity(target, before, given);
  const next = withDefaults(storage, {
    ...partsOf(target, before, given),
    metadata: metadataOf(target, before, given),
  });
  checkMetadata(target, next);
  const managedFields = recordWrite(
    before,
    next,
    {
      manager: writer.manager,
      operation: sent ? 'Apply' : 'Update',
      apiVersion: apiVersionOf(target),
      time: timestamp(writer.now),
      ...(target.subresource === '' ? {} : { subresource: target.subresource }),
    },
    sent,
  );
  if (isSame(contentOf(before), contentOf(next)) && !sent) return writer.dryRun ? before : current;
  const complete = ordered({
    ...next,
    metadata: { ...next.metadata, ...counted(target, before, next), managedFields },
  });
  if (writer.dryRun) return complete;
  if (isReleased(target, complete)) return writer.store.remove(storage, current.key, complete) ?? complete;
  return writer.store.put(storage, complete);
}

function counted({ kind }: Target, before: KubeObject, next: KubeObject): { generation?: number } {
  if (!kind.counted) return {};
  const isChanged = !isSame(countedOf(kind, before), countedOf(kind, next));
  return { generation: (before.metadata.generation ?? 0) + (isChanged ? 1 : 0) };
}

/** An object that was only waiting for its last finalizer goes when that is taken away. */
function isReleased({ kind }: Target, { metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined && !metadata.finalizers?.length && kind.plural !== 'namespaces';
}

function checkIdentity({ kind, name, namespace }: Target, before: KubeObject, { metadata }: KubeObject): void {
  if (metadata.name !== name) {
    if (metadata.name === '') throw badRequest('the name of the object must not be empty');
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`);
  }
  if (kind.namespaced && metadata.namespace && metadata.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (metadata.uid && metadata.uid !== before.metadata.uid) {
    const key = `/registry/${kind.plural}/${kind.namespaced ? `${namespace}/` : ''}${name}`;
    throw conflict(
      kind,
      name,
      `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${before.metadata.uid}`,
    );
  }
  if (metadata.resourceVersion && metadata.resourceVersion !== before.metadata.resourceVersion)
    throw modified(kind, name);
}

function partsOf({ kind, subresource }: Target, before: KubeObject, given: KubeObject): KubeObject {
  if (subresource === 'status') return { ...before, status: given['status'] };
  if (!kind.subresources.includes('status')) return given;
  const { status: _status, ...rest } = given;
  return before['status'] === undefined ? rest : { ...rest, status: before['status'] };
}

/** What the client may change of the metadata; the rest is the server's. */
function metadataOf(
  { subresource }: Target,
  { metadata: before }: KubeObject,
  { metadata: given }: KubeObject,
): KubeObject['metadata'] {
  if (subresource === 'status') return { ...before, labels: given.labels ?? {}, annotations: given.annotations ?? {} };
  const { labels, annotations, ownerReferences, finalizers } = given;
  const { labels: _l, annotations: _a, ownerReferences: _o, finalizers: _f, ...servers } = before;
  return {
    ...servers,
    ...(labels ? { labels } : {}),
    ...(annotations ? { annotations } : {}),
    ...(ownerReferences ? { ownerReferences } : {}),
    ...(finalizers ? { finalizers } : {}),
  };
}

function contentOf({ metadata, ...rest }: KubeObject) {
  const { managedFields: _managed, resourceVersion: _revision, ...kept } = metadata;
  return {
    ...rest,
    metadata: Object.fromEntries(
      Object.entries(kept).filter(([, value]) => typeof value !== 'object' || Object.keys(value).length > 0),
    ),
  };
}

function countedOf({ plural }: Target['kind'], { metadata, status: _status, ...rest }: KubeObject) {
  // A deployment's annotations are handed on to its ReplicaSets, so they count as well.
  return plural === 'deployments' ? { ...rest, annotations: metadata.annotations ?? {} } : rest;
}
