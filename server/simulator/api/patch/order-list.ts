type Ordering = {
  old: readonly unknown[];
  wanted: readonly unknown[];
  isSameItem(one: unknown, other: unknown): boolean;
};

/**
 * The order of a list after a strategic merge (`mergeSortedSlice` of apimachinery): what the patch names comes in the
 * patch's order; the rest goes before such an item only where it already stood before it.
 */
export function orderList(list: readonly unknown[], { old, wanted, isSameItem }: Ordering): unknown[] {
  const rank = (order: readonly unknown[], item: unknown) => order.findIndex((other) => isSameItem(other, item));
  const named = list
    .filter((item) => rank(wanted, item) >= 0)
    .sort((one, other) => rank(wanted, one) - rank(wanted, other));
  const others = list.filter((item) => rank(wanted, item) < 0);
  const ordered: unknown[] = [];
  while (named.length > 0 && others.length > 0) {
    const [before, next] = [rank(old, others[0]), rank(old, named[0])];
    ordered.push(before >= 0 && next >= 0 && before < next ? others.shift() : named.shift());
  }
  return [...ordered, ...named, ...others];
}
