import { isJson, isSame } from '~/server/kernel/json';
import { pointerTo } from './json-patch';

/** Pointers (RFC 6901) to what differs: of a subtree that is new or gone its root, of others the leaves. */
export function findChanges(before: unknown, after: unknown, path = ''): string[] {
  if (isSame(before, after)) return [];
  if (isJson(before) && isJson(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => findChanges(before[key], after[key], pointerTo(path, key)));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((entry, index) => findChanges(entry, after[index], pointerTo(path, index)));
  return [path];
}
