/** How often a list of outcomes is drawn while it grows. */
const DRAW_MS = 100;

/** Shows the items of a stream as they come, not more often than is worth drawing, and all of them in the end. */
export async function drawStream<Item>(items: AsyncIterable<Item>, draw: (items: Item[]) => void): Promise<void> {
  const seen: Item[] = [];
  let drawnAt = 0;
  try {
    for await (const item of items) {
      seen.push(item);
      if (performance.now() - drawnAt < DRAW_MS) continue;
      drawnAt = performance.now();
      draw([...seen]);
    }
  } finally {
    draw(seen);
  }
}
