/** How often a list is drawn while it grows. */
const DRAW_MS = 100;

/**
 * Shows the items of a streamed answer as they come, not more often than is worth drawing, and all of them in the end. What
 * came too soon after the last drawing is drawn a moment later, also when nothing follows for long.
 */
export async function drawStream<Item>(items: AsyncIterable<Item>, draw: (items: Item[]) => void): Promise<void> {
  const seen: Item[] = [];
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let drawnAt = Number.NEGATIVE_INFINITY;
  const drawNow = () => {
    waiting = undefined;
    drawnAt = performance.now();
    draw([...seen]);
  };
  try {
    for await (const item of items) {
      seen.push(item);
      waiting ??= setTimeout(drawNow, Math.max(0, drawnAt + DRAW_MS - performance.now()));
    }
  } finally {
    clearTimeout(waiting);
    draw(seen);
  }
}
