import { serverError } from '~/server/simulator/api/api-error';
import type { ObjectType } from '~/server/simulator/api/managed/take-fields';
import { isObject, type JsonObject } from '~/server/simulator/api/object';
import type { Definitions, Schema } from '~/server/simulator/schema/schema';
import { goMap } from './go-map';
import { isSame } from './json-patch';
import { fieldOf, type ListMerge, listMerge } from './list-merge';
import { orderList } from './order-list';

/**
 * Strategic merge patch with `$patch`, `$deleteFromPrimitiveList`, `$setElementOrder` and `$retainKeys`; lists are merged
 * as their types say
 * (https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md).
 */
export function applyStrategicPatch({ definitions, schema }: ObjectType, target: unknown, patch: unknown): unknown {
  return patchValue(definitions, schema, target, patch);
}

function patchValue(definitions: Definitions, schema: Schema | undefined, target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  if (patch['$patch'] === 'replace') return without(patch, '$patch');
  if (patch['$patch'] === 'delete') return {};
  const before: JsonObject = isObject(target) ? target : {};
  const merged = retained({ ...before }, patch['$retainKeys']);
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith('$deleteFromPrimitiveList/')) takeAway(merged, nameIn(field), value);
    else if (!field.startsWith('$')) setField(definitions, fieldOf(definitions, schema, field), merged, [field, value]);
  }
  for (const [field, order] of Object.entries(patch)) {
    if (!field.startsWith('$setElementOrder/')) continue;
    const merge = listMerge(fieldOf(definitions, schema, nameIn(field)));
    reorder(merged, before, nameIn(field), order, merge);
  }
  return merged;
}

/** What is not there yet is taken as it comes, doubled items and directives too. */
function setField(
  definitions: Definitions,
  schema: Schema | undefined,
  merged: JsonObject,
  [field, value]: [string, unknown],
): void {
  if (value === null) delete merged[field];
  else merged[field] = merged[field] == null ? value : patchField(definitions, schema, merged[field], value);
}

const patchField = (definitions: Definitions, field: Schema | undefined, target: unknown, value: unknown): unknown =>
  Array.isArray(value) ? patchList(definitions, field, target, value) : patchValue(definitions, field, target, value);

const nameIn = (directive: string) => directive.slice(directive.indexOf('/') + 1);

function patchList(definitions: Definitions, field: Schema | undefined, target: unknown, patch: unknown[]): unknown {
  const merge = listMerge(field);
  if (merge.how === 'replace') return patch;
  const old: unknown[] = Array.isArray(target) ? target : [];
  const list =
    merge.how === 'set' ? mergeSet(old, patch) : mergeByKey(definitions, field?.items, old, patch, merge.key);
  return orderList(list, { old, wanted: patch, isSameItem: itemsBy(merge) });
}

const mergeSet = (old: unknown[], patch: unknown[]) => [
  ...old,
  ...patch.filter((value) => !old.some((known) => isSame(known, value))),
];

const itemsBy = (merge: ListMerge) => (one: unknown, other: unknown) =>
  merge.how === 'key' && isObject(one) && isObject(other)
    ? isSame(one[merge.key], other[merge.key])
    : isSame(one, other);

function mergeByKey(
  definitions: Definitions,
  items: Schema | undefined,
  old: unknown[],
  patch: unknown[],
  key: string,
): unknown[] {
  const entries = patch.filter(isObject);
  if (entries.some((entry) => entry['$patch'] === 'replace' && entry[key] === undefined)) {
    return entries.filter((entry) => entry['$patch'] !== 'replace');
  }
  const merged = [...old];
  for (const entry of entries) {
    const id = entry[key];
    if (id === undefined) throw serverError(`map: ${goMap(entry)} does not contain declared merge key: ${key}`);
    const found = merged.findIndex((known) => isObject(known) && isSame(known[key], id));
    if (entry['$patch'] === 'delete') {
      if (found >= 0) merged.splice(found, 1);
    } else if (found >= 0) merged[found] = patchValue(definitions, items, merged[found], entry);
    else merged.push(entry);
  }
  return merged;
}

function takeAway(merged: JsonObject, field: string, gone: unknown): void {
  const old = merged[field];
  if (Array.isArray(old) && Array.isArray(gone))
    merged[field] = old.filter((known) => !gone.some((value) => isSame(known, value)));
}

function retained(target: JsonObject, keys: unknown): JsonObject {
  if (!Array.isArray(keys)) return target;
  return Object.fromEntries(Object.entries(target).filter(([field]) => keys.includes(field)));
}

function reorder(merged: JsonObject, before: JsonObject, field: string, wanted: unknown, merge: ListMerge): void {
  const list = merged[field];
  if (!Array.isArray(list) || !Array.isArray(wanted)) return;
  const old = Array.isArray(before[field]) ? before[field] : [];
  merged[field] = orderList(list, { old, wanted, isSameItem: itemsBy(merge) });
}

function without(object: JsonObject, field: string): JsonObject {
  const { [field]: _, ...rest } = object;
  return rest;
}
