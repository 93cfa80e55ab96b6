import { alreadyExists, badRequest, forbidden, notFound, serverError } from '~/server/simulator/api/api-error';
import { digList, digObject, type KubeObject, timestamp } from '~/server/simulator/api/object';
import { recordWrite } from '~/server/simulator/api/patch/managed-fields';
import { storageOf } from '~/server/simulator/api/registry';
import { keyOf, type Stored } from '~/server/simulator/api/store';
import { allocate } from './allocate';
import { keepsGivenStatus, withDefaults } from './defaults';
import { checkMetadata } from './validate';
import { apiVersionOf, ordered, type Target, type Writer } from './writer';

/** Creates an object, or says what it would be (dry run); throws the real server's refusals. `sent` is an apply's body. */
export function createObject(
  writer: Writer,
  target: Target,
  given: KubeObject,
  sent?: KubeObject,
): KubeObject | Stored {
  const { kind } = target;
  const storage = storageOf(kind);
  const object = prepared(writer, target, given);
  checkMetadata(target, object);
  checkNamespace(writer, target, object);
  if (writer.store.get(storage, keyOf(object.metadata.namespace, object.metadata.name))) {
    throw alreadyExists(kind, object.metadata.name);
  }
  const managedFields = recordWrite(
    undefined,
    given,
    {
      manager: writer.manager,
      operation: sent ? 'Apply' : 'Update',
      apiVersion: apiVersionOf(target),
      time: timestamp(writer.now),
    },
    sent,
  );
  const complete = ordered(
    allocate(writer.store, storage, { ...object, metadata: { ...object.metadata, managedFields } }),
  );
  return writer.dryRun ? complete : writer.store.put(storage, complete);
}

function prepared(writer: Writer, { kind, namespace }: Target, given: KubeObject): KubeObject {
  const storage = storageOf(kind);
  const { metadata } = given;
  if (metadata.resourceVersion) throw serverError('resourceVersion should not be set on objects to be created');
  if (kind.namespaced && metadata.namespace && metadata.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  const { status: _status, ...withoutStatus } = given;
  const isServers = kind.subresources.includes('status') && !keepsGivenStatus(storage);
  const name =
    metadata.name === '' && metadata.generateName ? `${metadata.generateName}${writer.newSuffix()}` : metadata.name;
  const {
    namespace: _namespace,
    managedFields: _managed,
    deletionTimestamp: _gone,
    generation: _count,
    ...kept
  } = metadata;
  return withDefaults(
    storage,
    admitted(storage, {
      ...(isServers ? withoutStatus : given),
      metadata: {
        ...kept,
        name,
        ...(kind.namespaced ? { namespace } : {}),
        uid: writer.newUid(),
        ...(kind.counted ? { generation: 1 } : {}),
        creationTimestamp: timestamp(writer.now),
      },
    }),
  );
}

/** Admission: a new node takes no pods before its kubelet is ready (TaintNodesByCondition). */
function admitted(storage: string, object: KubeObject): KubeObject {
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
  if (found.object().metadata.deletionTimestamp) {
    throw forbidden(
      kind,
      metadata.name,
      `unable to create new content in namespace ${namespace} because it is being terminated`,
      [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${namespace} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    );
  }
}
