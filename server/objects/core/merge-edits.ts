import { isJson, isSame, type Json, joinPath } from '~/server/kernel/json';
import { idOf, listKey } from './keyed-list';

export type Merged = { value: unknown; overlaps: string[] };

/**
 * Two edits of one object put together: what only one of them changed is taken from it, what both changed alike is taken
 * once, and what they changed differently is an overlap, where `mine` stands until a person decides.
 */
export function mergeEdits(base: unknown, mine: unknown, theirs: unknown, path = ''): Merged {
  if (isSame(mine, theirs) || isSame(base, theirs)) return { value: mine, overlaps: [] };
  if (isSame(base, mine)) return { value: theirs, overlaps: [] };
  if (isJson(mine) && isJson(theirs)) return mergeObjects(isJson(base) ? base : {}, mine, theirs, path);
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    const before = Array.isArray(base) ? base : [];
    const key = listKey(before, mine, theirs);
    if (key !== undefined) return mergeLists({ before, mine, theirs, key }, path);
  }
  return { value: mine, overlaps: [path] };
}

function mergeObjects(base: Json, mine: Json, theirs: Json, path: string): Merged {
  const value: Json = {};
  const overlaps: string[] = [];
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs), ...Object.keys(base)])) {
    const merged = mergeEdits(base[key], mine[key], theirs[key], joinPath(path, key));
    overlaps.push(...merged.overlaps);
    if (merged.value !== undefined) value[key] = merged.value;
  }
  return { value, overlaps };
}

type Lists = { before: unknown[]; mine: unknown[]; theirs: unknown[]; key: string };

/** In the order of `mine`; what only the others have comes after. */
function mergeLists({ before, mine, theirs, key }: Lists, path: string): Merged {
  const find = (entries: unknown[], id: string) => entries.find((entry) => idOf(entry, key) === id);
  const ids = [...new Set([...mine, ...theirs, ...before].map((entry) => idOf(entry, key)))];
  const merged = ids.map((id) =>
    mergeEdits(find(before, id), find(mine, id), find(theirs, id), `${path}[${key}=${id}]`),
  );
  return {
    value: merged.map(({ value }) => value).filter((value) => value !== undefined),
    overlaps: merged.flatMap(({ overlaps }) => overlaps),
  };
}
