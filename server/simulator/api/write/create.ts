import { guardRoles } from '~/server/simulator/api/access/guard-roles';
import { admitByLimitRanges } from '~/server/simulator/api/admit/limit-ranges';
import { withPodDefaults } from '~/server/simulator/api/admit/pod-defaults';
import { checkQuotas, refreshQuotas } from '~/server/simulator/api/admit/quotas';
import { alreadyExists, badRequest, forbidden, notFound, serverError } from '~/server/simulator/api/api-error';
import { digList, digObject, type KubeObject, timestamp } from '~/server/simulator/api/object';
import { storageOf } from '~/server/simulator/api/registry';
import { keyOf, type Stored } from '~/server/simulator/api/store';
import { checkNew } from '~/server/simulator/api/validate/check-object';
import { allocate } from './allocate';
import { ownFields } from './own-fields';
import { prepareNew } from './prepare-new';
import { readObject } from './read-object';
import { ordered, type Target, type Writer } from './writer';

/** Creates an object, or says what it would be (dry run); throws the real server's refusals. */
export function createObject(writer: Writer, target: Target, given: KubeObject): KubeObject | Stored {
  const { namespace } = given.metadata;
  if (target.kind.namespaced && namespace && namespace !== target.namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  const object = readObject(writer, target, given);
  const managedFields = ownFields(writer, target, undefined, withManagers(object, given));
  return insertObject(writer, target, { ...object, metadata: { ...object.metadata, managedFields } }, 'POST');
}

const withManagers = (object: KubeObject, { metadata: { managedFields } }: KubeObject): KubeObject =>
  managedFields === undefined ? object : { ...object, metadata: { ...object.metadata, managedFields } };

/** Puts a new object in place whose fields have their owners already: admission, preparation, validation, the store. */
export function insertObject(writer: Writer, target: Target, object: KubeObject, verb?: 'POST'): KubeObject | Stored {
  const { kind } = target;
  const storage = storageOf(kind);
  checkNamespace(writer, target, object);
  const prepared = prepareNew(writer, target, admitted(writer, storage, identified(writer, target, object)));
  checkNew(writer.registry, target, prepared);
  // what an update or an apply makes may name a version that it would have changed
  if (verb === 'POST' && object.metadata.resourceVersion)
    throw serverError('resourceVersion should not be set on objects to be created');
  const known = writer.store.get(storage, keyOf(prepared.metadata.namespace, prepared.metadata.name));
  if (known) throw alreadyExists(kind, prepared.metadata.name, known.object().metadata.deletionTimestamp !== undefined);
  guardRoles(writer.store, writer.user, { kind, namespace: target.namespace, next: prepared });
  checkQuotas(writer, kind, prepared);
  const complete = ordered(writer.registry.typeOf(target).stored(allocate(writer, storage, prepared)));
  if (writer.dryRun) return complete;
  const stored = writer.store.put(storage, complete);
  refreshQuotas(writer, stored.namespace);
  return stored;
}

/** The server's part of a new object's metadata. */
function identified(writer: Writer, { kind, namespace }: Target, object: KubeObject): KubeObject {
  const { name, generateName } = object.metadata;
  const {
    namespace: _namespace,
    resourceVersion: _revision,
    deletionTimestamp: _gone,
    deletionGracePeriodSeconds: _grace,
    generation: _count,
    ...kept
  } = object.metadata;
  const metadata = {
    ...kept,
    name: name === '' && generateName ? `${generateName}${writer.newSuffix()}` : name,
    ...(kind.namespaced ? { namespace } : {}),
    uid: writer.newUid(),
    ...(kind.counted ? { generation: 1 } : {}),
    creationTimestamp: timestamp(writer.now),
  };
  return { ...object, metadata };
}

/** Volumes and claims are held while somebody uses them (StorageObjectInUseProtection). */
const PROTECTED: Record<string, string> = {
  '/persistentvolumeclaims': 'kubernetes.io/pvc-protection',
  '/persistentvolumes': 'kubernetes.io/pv-protection',
};

function withFinalizer(object: KubeObject, name: string): KubeObject {
  const { finalizers = [] } = object.metadata;
  if (finalizers.includes(name)) return object;
  return { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, name] } };
}

/** Admission: limits of the namespace, and a new node takes no pods before its kubelet is ready (TaintNodesByCondition). */
function admitted(writer: Writer, storage: string, object: KubeObject): KubeObject {
  const { store, registry, newSuffix } = writer;
  if (storage === '/pods')
    return withPodDefaults({ store, minor: registry.minor, newSuffix }, admitByLimitRanges(store, object));
  const protection = PROTECTED[storage];
  if (protection) return withFinalizer(object, protection);
  if (storage !== '/nodes') return object;
  const taints = digList(object, 'spec', 'taints');
  const key = 'node.kubernetes.io/not-ready';
  if (taints.some((taint) => taint['key'] === key)) return object;
  return { ...object, spec: { ...digObject(object, 'spec'), taints: [...taints, { key, effect: 'NoSchedule' }] } };
}

function checkNamespace({ store }: Writer, { kind, namespace }: Target, { metadata }: KubeObject): void {
  if (!kind.namespaced) return;
  const found = store.get('/namespaces', namespace);
  if (!found) throw notFound({ group: '', plural: 'namespaces' }, namespace);
  if (!found.object().metadata.deletionTimestamp) return;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const message = `namespace ${namespace} is being terminated`;
  throw forbidden(kind, metadata.name, why, [{ reason: 'NamespaceTerminating', message, field: 'metadata.namespace' }]);
}
