import { isJson, isSame, joinPath } from '~/server/kernel/json';
import { idOf, listKey } from '~/server/kernel/keyed-list';

/** One field in which two objects differ; null where it is absent. Texts are themselves, the rest is JSON. */
export type FieldDifference = { path: string; before: string | null; after: string | null };

/** The fields in which two JSON values differ, as deep as they can be told apart; lists with names are compared by them. */
export function diffFields(before: unknown, after: unknown, path = ''): FieldDifference[] {
  if (isSame(before, after)) return [];
  if (isJson(before) && isJson(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
    return keys.flatMap((key) => diffFields(before[key], after[key], joinPath(path, key)));
  }
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
  return [{ path, before: shown(before), after: shown(after) }];
}

function diffLists(before: unknown[], after: unknown[], path: string): FieldDifference[] {
  const key = listKey(before, after);
  if (key !== undefined) {
    const ids = [...new Set([...before, ...after].map((entry) => idOf(entry, key)))];
    const find = (list: unknown[], id: string) => list.find((entry) => idOf(entry, key) === id);
    const inside = ids.flatMap((id) => diffFields(find(before, id), find(after, id), `${path}[${key}=${id}]`));
    return inside.length > 0 ? inside : [{ path, before: shown(before), after: shown(after) }];
  }
  if (before.every(isPlain) && after.every(isPlain)) return [{ path, before: shown(before), after: shown(after) }];
  const longer = before.length > after.length ? before : after;
  return longer.flatMap((_entry, index) => diffFields(before[index], after[index], `${path}[${index}]`));
}

const isPlain = (value: unknown) => typeof value !== 'object' || value === null;

const shown = (value: unknown): string | null => {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
};
