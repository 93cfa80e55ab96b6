/** Selected ids in the order they were chosen, and the row that a range continues from. */
export type RowSelection = { ids: ReadonlySet<string>; anchor: string | undefined };

export const NOTHING_SELECTED: RowSelection = { ids: new Set(), anchor: undefined };

/** One row in or out; with `range` every row between the anchor and this one follows it. `order` is what is loaded, in order. */
export function toggleRow(selection: RowSelection, id: string, range: boolean, order: readonly string[]): RowSelection {
  const ids = new Set(selection.ids);
  const on = !ids.has(id);
  for (const each of range ? between(order, selection.anchor, id) : [id]) {
    if (on) ids.add(each);
    else ids.delete(each);
  }
  return { ids, anchor: id };
}

/** All loaded rows in, or, when they are all in already, out. */
export function toggleAllRows(selection: RowSelection, order: readonly string[]): RowSelection {
  const all = order.every((id) => selection.ids.has(id));
  const ids = new Set(selection.ids);
  for (const id of order) {
    if (all) ids.delete(id);
    else ids.add(id);
  }
  return { ids, anchor: undefined };
}

function between(order: readonly string[], from: string | undefined, to: string): string[] {
  const [first, last] = [from === undefined ? -1 : order.indexOf(from), order.indexOf(to)];
  return first < 0 || last < 0 ? [to] : order.slice(Math.min(first, last), Math.max(first, last) + 1);
}
