import { serverError } from '~/server/simulator/api/api-error';
import { isObject, type JsonObject } from '~/server/simulator/api/object';
import { isSame } from './json-patch';
import { type ListMerge, listMerge } from './merge-keys';
import { orderList } from './order-list';

/**
 * Strategic merge patch with `$patch`, `$deleteFromPrimitiveList`, `$setElementOrder` and `$retainKeys`
 * (https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md).
 */
export function applyStrategicPatch(target: unknown, patch: unknown, path: readonly string[] = []): unknown {
  if (!isObject(patch)) return patch;
  if (patch['$patch'] === 'replace') return without(patch, '$patch');
  if (patch['$patch'] === 'delete') return {};
  const before: JsonObject = isObject(target) ? target : {};
  const merged = retained({ ...before }, patch['$retainKeys']);
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith('$deleteFromPrimitiveList/')) takeAway(merged, nameIn(field), value);
    else if (!field.startsWith('$')) mergeField(merged, field, value, [...path, field]);
  }
  for (const [field, order] of Object.entries(patch)) {
    if (field.startsWith('$setElementOrder/')) reorder(merged, before, nameIn(field), order, path);
  }
  return merged;
}

function mergeField(merged: JsonObject, field: string, value: unknown, path: readonly string[]): void {
  if (value === null) delete merged[field];
  else
    merged[field] = Array.isArray(value)
      ? mergeList(merged[field], value, path)
      : applyStrategicPatch(merged[field], value, path);
}

const nameIn = (directive: string) => directive.slice(directive.indexOf('/') + 1);

function mergeList(target: unknown, patch: unknown[], path: readonly string[]): unknown {
  const merge = listMerge(path);
  const old: unknown[] = Array.isArray(target) ? target : [];
  if (merge.how === 'replace') return patch;
  const list = merge.how === 'set' ? mergeSet(old, patch) : mergeByKey(old, patch, merge.key, path);
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

function mergeByKey(old: unknown[], patch: unknown[], key: string, path: readonly string[]): unknown[] {
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
    } else if (found >= 0) merged[found] = applyStrategicPatch(merged[found], entry, path);
    else merged.push(applyStrategicPatch({}, entry, path));
  }
  return merged;
}

/** A map as Go prints it. */
const goMap = (object: JsonObject) =>
  `map[${Object.keys(object)
    .sort()
    .map((field) => `${field}:${object[field]}`)
    .join(' ')}]`;

function takeAway(merged: JsonObject, field: string, gone: unknown): void {
  const old = merged[field];
  if (Array.isArray(old) && Array.isArray(gone))
    merged[field] = old.filter((known) => !gone.some((value) => isSame(known, value)));
}

function retained(target: JsonObject, keys: unknown): JsonObject {
  if (!Array.isArray(keys)) return target;
  return Object.fromEntries(Object.entries(target).filter(([field]) => keys.includes(field)));
}

function reorder(
  merged: JsonObject,
  before: JsonObject,
  field: string,
  wanted: unknown,
  path: readonly string[],
): void {
  const list = merged[field];
  if (!Array.isArray(list) || !Array.isArray(wanted)) return;
  const old = Array.isArray(before[field]) ? before[field] : [];
  merged[field] = orderList(list, { old, wanted, isSameItem: itemsBy(listMerge([...path, field])) });
}

function without(object: JsonObject, field: string): JsonObject {
  const { [field]: _, ...rest } = object;
  return rest;
}
