import { type DataColumn, minimumWidth } from './data-column';

/** The columns a person chose, or that stand by default and find room in `width` pixels: names keep theirs, others leave. */
export function fittingColumns<Row>(
  columns: readonly DataColumn<Row>[],
  chosen: Record<string, boolean>,
  width: number,
): DataColumn<Row>[] {
  let shown = columns.filter(({ id, hidden }) => chosen[id] ?? !hidden);
  const leaving = shown
    .filter(({ id, leaves }) => leaves !== undefined && chosen[id] === undefined)
    .sort((left, right) => (left.leaves ?? 0) - (right.leaves ?? 0));
  for (const column of leaving) {
    if (minimumWidth(shown) <= width) break;
    shown = shown.filter((each) => each !== column);
  }
  return shown;
}
