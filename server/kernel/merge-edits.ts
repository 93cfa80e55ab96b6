import { isJson, isSame, type Json, joinPath } from './json';
import { idOf, listKey, tellsApart } from './keyed-list';

export type Side = 'mine' | 'theirs';

/** A field that both changed, and not alike; undefined where it is not there. The path of an order of a list ends in `[]`. */
export type Overlap = { path: string; base: unknown; mine: unknown; theirs: unknown };
export type Merged = { value: unknown; overlaps: Overlap[] };

/** How the entries of a list are told apart: the field for people to read, if it is one, and the entry's name. */
export type EntryNames = { key?: string; of: (entry: unknown) => string };

export type MergeRules = {
  /** Undefined where a list has to be taken as a whole. */
  names: (path: string, lists: readonly (readonly unknown[])[]) => EntryNames | undefined;
  /** Objects that mean nothing when they are put together field by field. */
  isOne: (path: string, mine: Json, theirs: Json) => boolean;
  /** What a person has decided; `mine` stands where nobody has. */
  sideOf: (path: string) => Side | undefined;
};

const ENTRY_KEYS: MergeRules = {
  names: (_path, lists) => {
    const key = listKey(...lists);
    return key === undefined ? undefined : { key, of: (entry) => idOf(entry, key) };
  },
  isOne: () => false,
  sideOf: () => undefined,
};

type Three = { base: unknown; mine: unknown; theirs: unknown };

/**
 * Two edits of one object put together: what only one of them changed is taken from it, what both changed alike is taken
 * once, and what they changed differently is an overlap, where `mine` stands until a person decides.
 */
export function mergeEdits(base: unknown, mine: unknown, theirs: unknown, rules: Partial<MergeRules> = {}): Merged {
  return merge({ base, mine, theirs }, '', { ...ENTRY_KEYS, ...rules });
}

function merge(three: Three, path: string, rules: MergeRules): Merged {
  const { base, mine, theirs } = three;
  if (isSame(mine, theirs) || isSame(base, theirs)) return { value: mine, overlaps: [] };
  if (isSame(base, mine)) return { value: theirs, overlaps: [] };
  if (isJson(mine) && isJson(theirs) && !rules.isOne(path, mine, theirs))
    return mergeObjects(isJson(base) ? base : {}, mine, theirs, path, rules);
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    const lists: Lists = { base: Array.isArray(base) ? base : [], mine, theirs };
    const all = [lists.base, lists.mine, lists.theirs];
    const names = rules.names(path, all);
    if (names && tellsApart(names.of, all)) return mergeLists(lists, names, path, rules);
  }
  return { value: rules.sideOf(path) === 'theirs' ? theirs : mine, overlaps: [{ path, ...three }] };
}

function mergeObjects(base: Json, mine: Json, theirs: Json, path: string, rules: MergeRules): Merged {
  const entries: [string, unknown][] = [];
  const overlaps: Overlap[] = [];
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs), ...Object.keys(base)])) {
    const own = (object: Json) => (Object.hasOwn(object, key) ? object[key] : undefined);
    const merged = merge({ base: own(base), mine: own(mine), theirs: own(theirs) }, joinPath(path, key), rules);
    overlaps.push(...merged.overlaps);
    if (merged.value !== undefined) entries.push([key, merged.value]);
  }
  return { value: Object.fromEntries(entries), overlaps };
}

type Lists = { base: readonly unknown[]; mine: readonly unknown[]; theirs: readonly unknown[] };

function mergeLists(lists: Lists, names: EntryNames, path: string, rules: MergeRules): Merged {
  const by = (list: readonly unknown[]) => new Map(list.map((entry) => [names.of(entry), entry]));
  const [before, mine, theirs] = [by(lists.base), by(lists.mine), by(lists.theirs)];
  const overlaps: Overlap[] = [];
  const merged = new Map<string, unknown>();
  for (const id of new Set([...mine.keys(), ...theirs.keys(), ...before.keys()])) {
    const place = `${path}[${names.key === undefined ? id : `${names.key}=${id}`}]`;
    const entry = merge({ base: before.get(id), mine: mine.get(id), theirs: theirs.get(id) }, place, rules);
    overlaps.push(...entry.overlaps);
    if (entry.value !== undefined) merged.set(id, entry.value);
  }
  const order = mergeOrders([...before.keys()], [...mine.keys()], [...theirs.keys()], rules.sideOf(`${path}[]`));
  if (order.isOverlap)
    overlaps.push({ path: `${path}[]`, base: [...before.keys()], mine: [...mine.keys()], theirs: [...theirs.keys()] });
  return { value: order.names.filter((id) => merged.has(id)).map((id) => merged.get(id)), overlaps };
}

/** The order of whoever changed it; what only the other has stands behind what it stood behind there. */
function mergeOrders(before: string[], mine: string[], theirs: string[], side: Side | undefined) {
  const common = new Set(before.filter((id) => mine.includes(id) && theirs.includes(id)));
  const orderOf = (list: string[]) => list.filter((id) => common.has(id));
  const [was, own, other] = [orderOf(before), orderOf(mine), orderOf(theirs)];
  const isOverlap = !(isSame(was, own) || isSame(was, other) || isSame(own, other));
  const isTheirs = isOverlap ? side === 'theirs' : isSame(was, own);
  const names = isTheirs ? filledUp(theirs, mine) : filledUp(mine, theirs);
  return { names: isTheirs ? ownFirst(names, mine, theirs) : names, isOverlap };
}

/** `list`, and what only `more` has behind its neighbour there, after what is new in `list` at the same place. */
function filledUp(list: readonly string[], more: readonly string[]): string[] {
  const names = [...list];
  let at = 0;
  for (const id of more) {
    const found = names.indexOf(id);
    if (found !== -1) at = found + 1;
    else {
      while (at < names.length && !more.includes(names[at] ?? '')) at++;
      names.splice(at++, 0, id);
    }
  }
  return names;
}

/** Where both added at one place, what is mine stands first, whoever's order was taken. */
function ownFirst(names: string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const rank = (id: string) => (mine.includes(id) && !theirs.includes(id) ? 0 : 1);
  const isShared = (id: string) => mine.includes(id) && theirs.includes(id);
  const runs: string[][] = [[]];
  for (const id of names) {
    if (isShared(id)) runs.push([id], []);
    else runs.at(-1)?.push(id);
  }
  return runs.flatMap((run) => run.toSorted((one, other) => rank(one) - rank(other)));
}
