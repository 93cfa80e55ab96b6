import { badRequest } from '../api-error';
import { isObject, type JsonObject } from '../object';
import { isSame } from './json-patch';
import { listMerge } from './merge-keys';

/**
 * Strategic merge patch with `$patch`, `$deleteFromPrimitiveList`, `$setElementOrder` and `$retainKeys`
 * (https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md).
 */
export function applyStrategicPatch(target: unknown, patch: unknown, path: readonly string[] = []): unknown {
  if (!isObject(patch)) return patch;
  if (patch['$patch'] === 'replace') return without(patch, '$patch');
  if (patch['$patch'] === 'delete') return {};
  const merged = retained(isObject(target) ? { ...target } : {}, patch['$retainKeys']);
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith('$')) applyDirective(merged, field, value, [...path, nameIn(field)]);
    else if (value === null) delete merged[field];
    else merged[field] = mergeField(merged[field], value, [...path, field]);
  }
  for (const [field, order] of Object.entries(patch))
    if (field.startsWith('$setElementOrder/')) sortBy(merged, field, order, path);
  return merged;
}

function mergeField(target: unknown, patch: unknown, path: readonly string[]): unknown {
  if (!Array.isArray(patch)) return applyStrategicPatch(target, patch, path);
  const merge = listMerge(path);
  const old: unknown[] = Array.isArray(target) ? target : [];
  if (merge.how === 'set') return [...old, ...patch.filter((value) => !old.some((known) => isSame(known, value)))];
  if (merge.how === 'key') return mergeByKey(old, patch, merge.key, path);
  return patch;
}

function mergeByKey(old: unknown[], patch: unknown[], key: string, path: readonly string[]): unknown[] {
  const entries = patch.filter(isObject);
  if (entries.some((entry) => entry['$patch'] === 'replace' && entry[key] === undefined)) {
    return entries.filter((entry) => entry['$patch'] !== 'replace');
  }
  const merged = [...old];
  for (const entry of entries) {
    const id = entry[key];
    if (id === undefined) throw badRequest(`map: ${JSON.stringify(entry)} does not contain declared merge key: ${key}`);
    const found = merged.findIndex((known) => isObject(known) && isSame(known[key], id));
    if (entry['$patch'] === 'delete') {
      if (found >= 0) merged.splice(found, 1);
    } else if (found >= 0) merged[found] = applyStrategicPatch(merged[found], entry, path);
    else merged.push(applyStrategicPatch({}, entry, path));
  }
  return merged;
}

const nameIn = (directive: string) => directive.slice(directive.indexOf('/') + 1);

function applyDirective(merged: JsonObject, directive: string, value: unknown, path: readonly string[]): void {
  if (!directive.startsWith('$deleteFromPrimitiveList/') || !Array.isArray(value)) return;
  const field = path.at(-1) ?? '';
  const old = merged[field];
  if (Array.isArray(old)) merged[field] = old.filter((known) => !value.some((gone) => isSame(known, gone)));
}

function retained(target: JsonObject, keys: unknown): JsonObject {
  if (!Array.isArray(keys)) return target;
  return Object.fromEntries(Object.entries(target).filter(([field]) => keys.includes(field)));
}

/** Listed elements come in the listed order, the others keep their place behind those they followed. */
function sortBy(merged: JsonObject, directive: string, order: unknown, path: readonly string[]): void {
  const field = nameIn(directive);
  const list = merged[field];
  if (!Array.isArray(list) || !Array.isArray(order)) return;
  const merge = listMerge([...path, field]);
  const idOf = (value: unknown) => (merge.how === 'key' && isObject(value) ? value[merge.key] : value);
  const rank = (value: unknown) => order.findIndex((listed) => isSame(idOf(listed), idOf(value)));
  const listed = list.filter((value) => rank(value) >= 0).sort((one, other) => rank(one) - rank(other));
  merged[field] = [...listed, ...list.filter((value) => rank(value) < 0)];
}

function without(object: JsonObject, field: string): JsonObject {
  const { [field]: _, ...rest } = object;
  return rest;
}
