const OVERSCAN = 8;

export type RowWindow = { first: number; last: number; before: number; after: number };

/** Rows of one height in sight (`last` excluded), a few more on both sides, and the pixels that stand for the others. */
export function rowWindow(view: { top: number; height: number; total: number; row: number }): RowWindow {
  const { top, height, total, row } = view;
  const first = Math.max(0, Math.min(total, Math.floor(top / row) - OVERSCAN));
  const last = Math.min(total, Math.ceil((top + height) / row) + OVERSCAN);
  return { first, last: Math.max(first, last), before: first * row, after: (total - Math.max(first, last)) * row };
}
