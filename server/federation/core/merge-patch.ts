import { isJson, json } from '~/server/kernel/json';
import { PatchFault } from './json-patch';

/** RFC 7386: null removes, a list is replaced as a whole. Throws `PatchFault`. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isJson(patch)) return patch;
  const merged = new Map(Object.entries(json(target)));
  for (const [key, value] of Object.entries(patch)) {
    if (key === '__proto__') throw new PatchFault(`${key} is no field`);
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}
