export type Size = { span: number; height: number };
export type Spot = { column: number; top: number };

/**
 * Places boxes of whole columns, in order, each where the skyline is lowest (leftmost of equals), so that boxes keep
 * their reading order as far as the sheet allows. Heights and `gap` in pixels.
 *
 *   ┌────────┐┌────┐        columns 0 1 2 3
 *   │   A    ││ B  │        C goes under B: its skyline is lower
 *   │        │├────┤
 *   └────────┘│ C  │
 */
export function packBoxes(boxes: readonly Size[], columns: number, gap: number): { spots: Spot[]; height: number } {
  const skyline = new Array<number>(columns).fill(0);
  const spots = boxes.map(({ span, height }) => {
    const spot = lowest(skyline, Math.min(span, columns));
    for (let column = spot.column; column < spot.column + Math.min(span, columns); column += 1)
      skyline[column] = spot.top + height + gap;
    return spot;
  });
  return { spots, height: Math.max(0, Math.max(...skyline) - gap) };
}

function lowest(skyline: readonly number[], span: number): Spot {
  let best: Spot = { column: 0, top: Number.POSITIVE_INFINITY };
  for (let column = 0; column + span <= skyline.length; column += 1) {
    const top = Math.max(...skyline.slice(column, column + span));
    if (top < best.top) best = { column, top };
  }
  return best;
}
