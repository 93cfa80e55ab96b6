import { ApiError, badRequest, conflict, notFound, serverError } from '~/server/simulator/api/api-error';
import { applyFields } from '~/server/simulator/api/managed/apply-fields';
import { applyConflict } from '~/server/simulator/api/managed/field-conflicts';
import {
  type Manager,
  type Managers,
  NO_MANAGERS,
  readManagers,
  writeManagers,
} from '~/server/simulator/api/managed/managers';
import { reconcileManagers } from '~/server/simulator/api/managed/reconcile-fields';
import { recordUpdate } from '~/server/simulator/api/managed/record-update';
import { resetFields } from '~/server/simulator/api/managed/reset-fields';
import { dig, isObject, type JsonObject, type KubeObject, timestamp } from '~/server/simulator/api/object';
import type { Stored } from '~/server/simulator/api/store';
import { findTypeErrors } from '~/server/simulator/api/typed/check-typed';
import { insertObject } from './create';
import { stillDisputed, withLastApplied } from './last-applied';
import { unmanaged } from './own-fields';
import { readObject } from './read-object';
import { storeReplacement } from './replace';
import { apiVersionOf, type Target, type Writer } from './writer';

/**
 * Server-side apply of a configuration: creates what is not there, merges into what is. Throws 409 with the owners of the
 * fields in dispute unless `force` (https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts).
 */
export function applyObject(
  writer: Writer,
  target: Target,
  current: Stored | undefined,
  { configuration, force }: { configuration: JsonObject; force: boolean },
): KubeObject | Stored {
  if (!current && target.subresource !== '') throw notFound(target.kind, target.name);
  checkConfiguration(writer, target, configuration);
  const type = writer.registry.typeOf(target);
  const { kind: _kind, apiVersion: _version, ...fields } = configuration;
  const live = current ? unmanaged(current.object()) : type.empty;
  const known = current ? liveManagers(writer, target, current.object()) : NO_MANAGERS;
  const managers = reconcileManagers(type, live, known, writer.registry.minor);
  const merge = (isForced: boolean) =>
    applyFields(type, live, fields, managers, {
      writer: { ...managerOf(writer, target), operation: 'Apply' },
      time: timestamp(writer.now),
      force: isForced,
      ignored: resetFields(target.kind, target.subresource, writer.registry.minor),
    });
  let result = merge(force);
  if (!result.ok) {
    const left = stillDisputed(type, managerOf(writer, target), live, result.disputed);
    if (left.length > 0) throw applyConflict(left);
    result = merge(true);
  }
  if (!result.ok) throw applyConflict(result.disputed);
  const merged = isObject(result.object) ? result.object : {};
  const complete = withLastApplied(writer.manager, merged, configuration);
  const read = readObject(writer, target, asObject(complete, target), serverError, 'readApplied');
  const next = { ...read, metadata: { ...read.metadata, managedFields: writeManagers(result.managers) } };
  if (current) return storeReplacement(writer, target, current, next);
  refuseUid(target, read.metadata.uid);
  return insertObject(writer, target, next);
}

/** An apply of one object does not make another. */
function refuseUid({ kind, name }: Target, uid: string | undefined): void {
  if (!uid) return;
  const why = `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`;
  throw conflict(kind, name, why);
}

/** The manager by its name; from 1.22 on with the door it writes through. */
const managerOf = ({ manager, registry }: Writer, target: Target): Omit<Manager, 'operation'> => ({
  manager,
  apiVersion: apiVersionOf(target),
  ...(registry.minor >= 22 && target.subresource !== '' ? { subresource: target.subresource } : {}),
});

function checkConfiguration({ registry }: Writer, target: Target, configuration: JsonObject): void {
  const expected = apiVersionOf(target);
  if (configuration['apiVersion'] !== expected) {
    throw badRequest(
      `Incorrect version specified in apply patch. Specified patch version: ${configuration['apiVersion'] ?? ''}, expected: ${expected}`,
    );
  }
  if (dig(configuration, 'metadata', 'managedFields') != null) throw badRequest('metadata.managedFields must be nil');
  const { definitions, schema } = registry.typeOf(target);
  const { kind: _kind, apiVersion: _version, ...fields } = configuration;
  const errors = findTypeErrors(definitions, schema, fields);
  if (errors.length === 0) return;
  const what =
    registry.minor >= 24
      ? ` (${target.namespace ? `${target.namespace}/` : ''}${target.name}; ${expected}, Kind=${target.kind.kind})`
      : '';
  const told = errors.length === 1 ? errors[0] : ['errors:', ...errors.map((error) => `  ${error}`)].join('\n');
  throw new ApiError({ code: 500, message: `failed to create typed patch object${what}: ${told}` });
}

/** An object that nobody manages yet has been what it is since before the first apply. */
function liveManagers(writer: Writer, target: Target, live: KubeObject): Managers {
  const managers = readManagers(live.metadata.managedFields);
  if (managers.size > 0) return managers;
  const type = writer.registry.typeOf(target);
  return recordUpdate(type, type.empty, unmanaged(live), NO_MANAGERS, {
    writer: { manager: 'before-first-apply', operation: 'Update', apiVersion: apiVersionOf(target) },
    time: timestamp(writer.now),
  });
}

function asObject(fields: JsonObject, { name, kind, namespace }: Target): KubeObject {
  const metadata = isObject(fields['metadata']) ? fields['metadata'] : {};
  return { ...fields, metadata: { name, ...(kind.namespaced ? { namespace } : {}), ...metadata } };
}
