import { guardRoles } from '~/server/simulator/api/access/guard-roles';
import { type ApiError, badRequest, conflict, modified } from '~/server/simulator/api/api-error';
import type { KubeObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import { storageOf } from '~/server/simulator/api/registry';
import type { Stored } from '~/server/simulator/api/store';
import { checkChange } from '~/server/simulator/api/validate/check-object';
import { ownFields } from './own-fields';
import { readObject } from './read-object';
import { ordered, type Target, type Writer } from './writer';

/**
 * Puts the next state in place of the current one: what a PUT or a PATCH ends in. Without `status` in the request's path
 * the status stays, with it only the status changes. A write that changes nothing leaves the object as it is.
 */
export function replaceObject(
  writer: Writer,
  target: Target,
  current: Stored,
  given: KubeObject,
  refuse?: (why: string) => ApiError,
): KubeObject | Stored {
  const next = readObject(writer, target, given, refuse);
  const { managedFields: sent } = given.metadata;
  const claimed = sent === undefined ? next : { ...next, metadata: { ...next.metadata, managedFields: sent } };
  const managedFields = ownFields(writer, target, current.object(), claimed);
  return storeReplacement(writer, target, current, { ...next, metadata: { ...next.metadata, managedFields } });
}

/** The second half of every change: the object is read and its fields have their owners; what may not change stays. */
export function storeReplacement(
  writer: Writer,
  target: Target,
  current: Stored,
  next: KubeObject,
): KubeObject | Stored {
  const before = current.object();
  checkIdentity(target, before, next);
  const prepared = { ...partsOf(target, before, next), metadata: metadataOf(target, before, next) };
  checkChange(target, before, prepared);
  const generation = counted(target, before, prepared);
  const complete = ordered({ ...prepared, metadata: { ...prepared.metadata, ...generation } });
  if (isSame(contentOf(before), contentOf(complete))) return writer.dryRun ? before : current;
  guardRoles(writer.store, writer.user, { kind: target.kind, namespace: target.namespace, before, next: complete });
  if (writer.dryRun) return complete;
  const storage = storageOf(target.kind);
  if (isReleased(target, complete)) {
    // Watchers see what was stored last, the answer what would have been.
    writer.store.remove(storage, current.key);
    return complete;
  }
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
  { kind, subresource }: Target,
  { metadata: before }: KubeObject,
  { metadata: given }: KubeObject,
): KubeObject['metadata'] {
  const { labels, annotations, ownerReferences, finalizers, managedFields = [] } = given;
  if (subresource === 'status') {
    if (kind.custom) return { ...before, managedFields };
    return { ...before, labels: labels ?? {}, annotations: annotations ?? {}, managedFields };
  }
  const { labels: _l, annotations: _a, ownerReferences: _o, finalizers: _f, ...servers } = before;
  return {
    ...servers,
    ...(labels ? { labels } : {}),
    ...(annotations ? { annotations } : {}),
    ...(ownerReferences ? { ownerReferences } : {}),
    ...(finalizers ? { finalizers } : {}),
    managedFields,
  };
}

function contentOf({ metadata, ...rest }: KubeObject) {
  const { resourceVersion: _revision, ...kept } = metadata;
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
