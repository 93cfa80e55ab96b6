import { guardRoles } from '~/server/simulator/api/access/guard-roles';
import { withTolerations } from '~/server/simulator/api/admit/pod-defaults';
import { type ApiError, badRequest, conflict, invalidFields, modified } from '~/server/simulator/api/api-error';
import { keepsLabels } from '~/server/simulator/api/managed/reset-fields';
import type { KubeObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import { storageOf } from '~/server/simulator/api/registry';
import type { Stored } from '~/server/simulator/api/store';
import { checkChange } from '~/server/simulator/api/validate/check-object';
import { GoText, invalid } from '~/server/simulator/api/validate/field-error';
import { withKeptDefaults } from '~/server/simulator/api/validate/pods';
import { keepAllocated } from './allocate';
import { wantsVersion } from './habits';
import { ownFields } from './own-fields';
import { readObject } from './read-object';
import { withTemplateGeneration } from './template-generation';
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
  const { minor } = writer.registry;
  const storage = storageOf(target.kind);
  const retained = storage === '/pods' ? withTolerations(withKeptDefaults(before, next)) : next;
  const kept = keepAllocated(before, retained, storage, minor);
  const stated = { ...partsOf(target, before, kept), metadata: metadataOf(target, before, next) };
  const prepared = storage === 'apps/daemonsets' ? withTemplateGeneration(before, stated) : stated;
  checkChange(writer.registry, target, { before, after: prepared, minor, revision: next.metadata.resourceVersion });
  const generation = generationOf(target, before, prepared);
  const counted = { ...prepared, metadata: { ...prepared.metadata, ...generation } };
  const complete = ordered(writer.registry.typeOf(target).stored(counted));
  if (isSame(contentOf(before), contentOf(complete))) return writer.dryRun ? before : current;
  guardRoles(writer.store, writer.user, { kind: target.kind, namespace: target.namespace, before, next: complete });
  if (writer.dryRun) return complete;
  if (isReleased(target, complete)) {
    // Watchers see what was stored last, the answer what would have been.
    writer.store.remove(storage, current.key);
    return ordered(counted);
  }
  return writer.store.put(storage, complete);
}

function generationOf({ kind, subresource }: Target, before: KubeObject, next: KubeObject): { generation?: number } {
  if (!kind.counted || subresource !== '') return {};
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
  if (metadata.resourceVersion || !wantsVersion(kind)) return;
  // This one names the resource instead of the kind.
  throw invalidFields({ group: kind.group, kind: kind.plural }, name, [
    invalid('metadata.resourceVersion', new GoText('0x0'), 'must be specified for an update'),
  ]);
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
    const kept = keepsLabels(kind) ? (before.labels ?? {}) : (labels ?? {});
    return { ...before, labels: kept, annotations: annotations ?? {}, managedFields };
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
