import { type Managers, NO_MANAGERS, readManagers, writeManagers } from '~/server/simulator/api/managed/managers';
import { reconcileManagers } from '~/server/simulator/api/managed/reconcile-fields';
import { recordUpdate } from '~/server/simulator/api/managed/record-update';
import { resetFields } from '~/server/simulator/api/managed/reset-fields';
import { type KubeObject, type ManagedFields, timestamp } from '~/server/simulator/api/object';
import { apiVersionOf, type Target, type Writer } from './writer';

/**
 * The managedFields of an object after anything but an apply. A request may set them itself: an empty list, or one with
 * an empty entry, makes the object one that nobody manages; what cannot be read is as if it were not there.
 */
export function ownFields(
  writer: Writer,
  target: Target,
  before: KubeObject | undefined,
  after: KubeObject,
): ManagedFields[] {
  const managers = managersSent(before, after);
  if (before !== undefined && managers.size === 0) return [];
  const { registry } = writer;
  const type = registry.typeOf(target);
  const live = before ? unmanaged(before) : type.empty;
  return writeManagers(
    recordUpdate(type, live, unmanaged(after), reconcileManagers(type, live, managers, registry.minor), {
      writer: {
        manager: writer.manager,
        operation: 'Update',
        apiVersion: apiVersionOf(target),
        ...(registry.minor >= 22 && target.subresource !== '' ? { subresource: target.subresource } : {}),
      },
      time: timestamp(writer.now),
      ignored: resetFields(target.kind, target.subresource, registry.minor),
    }),
  );
}

function managersSent(before: KubeObject | undefined, { metadata: { managedFields } }: KubeObject): Managers {
  if (isReset(managedFields)) return NO_MANAGERS;
  const sent = readable(managedFields);
  return sent.size > 0 ? sent : readable(before?.metadata.managedFields);
}

const isReset = (entries: ManagedFields[] | undefined) =>
  Array.isArray(entries) &&
  (entries.length === 0 || (entries.length === 1 && Object.keys(entries[0] ?? {}).length === 0));

/** The managers that an object's entries name; none where one of them makes no sense. */
export function readable(entries: ManagedFields[] | undefined): Managers {
  try {
    return readManagers(entries);
  } catch {
    return NO_MANAGERS;
  }
}

/** The object without its managedFields, which nobody manages. */
export function unmanaged(object: KubeObject): KubeObject {
  const { managedFields: _entries, ...metadata } = object.metadata;
  return { ...object, metadata };
}
