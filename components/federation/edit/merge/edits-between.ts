import { isJson, isSame, joinPath } from '~/server/kernel/json';
import { tellsApart } from '~/server/kernel/keyed-list';
import type { MergeRules } from '~/server/kernel/merge-edits';
import type { TextEdit, TextPath } from '~/server/kernel/text-edit';

type At = { path: TextPath; text: string; names: MergeRules['names'] };

/** The edits that make one value of another, each as small as it can be, so that what stands around them stays as it is. */
export function editsBetween(before: unknown, after: unknown, names: MergeRules['names']): TextEdit[] {
  return between(before, after, { path: [], text: '', names });
}

function between(before: unknown, after: unknown, at: At): TextEdit[] {
  if (isSame(before, after)) return [];
  if (isJson(before) && isJson(after)) {
    const inside = (key: string): At => ({ ...at, path: [...at.path, key], text: joinPath(at.text, key) });
    const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
    return [
      ...gone.map((key) => ({ path: inside(key).path })),
      ...Object.keys(after).flatMap((key) =>
        between(Object.hasOwn(before, key) ? before[key] : undefined, after[key], inside(key)),
      ),
    ];
  }
  if (Array.isArray(before) && Array.isArray(after) && after.length > 0) {
    const found = at.names(at.text, [before, after]);
    if (found && tellsApart(found.of, [before, after])) return betweenLists(before, after, found.of, at);
  }
  return [{ path: at.path, value: after }];
}

function betweenLists(
  before: readonly unknown[],
  after: readonly unknown[],
  nameOf: (entry: unknown) => string,
  at: At,
): TextEdit[] {
  const wanted = after.map(nameOf);
  const path = (index: number): TextPath => [...at.path, index];
  const now = before.map((entry) => ({ name: nameOf(entry), entry }));
  const edits: TextEdit[] = [];
  for (const [index, { name }] of [...now.entries()].reverse()) {
    if (wanted.includes(name)) continue;
    edits.push({ path: path(index) });
    now.splice(index, 1);
  }
  for (const [index, entry] of after.entries()) {
    const from = now.findIndex(({ name }) => name === wanted[index]);
    if (from === -1) {
      edits.push({ path: path(index), insert: entry });
      now.splice(index, 0, { name: wanted[index] ?? '', entry });
      continue;
    }
    if (from !== index) {
      edits.push({ path: path(from), to: index });
      now.splice(index, 0, ...now.splice(from, 1));
    }
    edits.push(...between(now[index]?.entry, entry, { ...at, path: path(index), text: `${at.text}[]` }));
  }
  return edits;
}
