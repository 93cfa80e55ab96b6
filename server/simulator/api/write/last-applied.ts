import type { Owner } from '~/server/simulator/api/managed/managers';
import type { ObjectType } from '~/server/simulator/api/managed/take-fields';
import { dig, isObject, type JsonObject } from '~/server/simulator/api/object';
import { difference, isEmptySet } from '~/server/simulator/api/typed/field-set';
import { toFieldSet } from '~/server/simulator/api/typed/to-field-set';

/** Where `kubectl apply` on the client's side keeps what it applied. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const KUBECTL = 'kubectl';

/**
 * What stays in dispute for `kubectl apply --server-side`, which takes over what kubectl itself applied on the client's side
 * (https://kubernetes.io/docs/reference/using-api/server-side-apply/#upgrading-from-client-side-apply-to-server-side-apply).
 */
export function stillDisputed(
  { definitions, schema }: ObjectType,
  { manager, apiVersion }: { manager: string; apiVersion: string },
  live: JsonObject,
  disputed: readonly Owner[],
): readonly Owner[] {
  const text = dig(live, 'metadata', 'annotations', LAST_APPLIED);
  if (manager !== KUBECTL || typeof text !== 'string' || text === '') return disputed;
  const last = parsed(text);
  if (last?.['apiVersion'] !== apiVersion) return disputed;
  const { kind: _kind, apiVersion: _version, ...fields } = last;
  const allowed = toFieldSet(definitions, schema, fields);
  return disputed
    .map((owner) => ({ ...owner, fields: difference(owner.fields, allowed) }))
    .filter((owner) => !isEmptySet(owner.fields));
}

/** The merged object with the annotation that kubectl on the client's side compares with, where the object has one. */
export function withLastApplied(manager: string, merged: JsonObject, configuration: JsonObject): JsonObject {
  const annotations = dig(merged, 'metadata', 'annotations');
  if (manager !== KUBECTL || !isObject(annotations) || annotations[LAST_APPLIED] === undefined) return merged;
  const metadata = isObject(merged['metadata']) ? merged['metadata'] : {};
  const applied = `${JSON.stringify(sortedDeep(configuration))}\n`;
  return { ...merged, metadata: { ...metadata, annotations: { ...annotations, [LAST_APPLIED]: applied } } };
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function sortedDeep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedDeep);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sortedDeep(value[key])]));
}
