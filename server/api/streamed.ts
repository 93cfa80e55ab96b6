import { z } from 'zod';

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** The output of a procedure that answers item by item; every item is checked as it leaves. */
export function streamOf<Item extends z.ZodType>(item: Item) {
  return z.custom<AsyncIterable<z.infer<Item>>>(isIterable).transform(async function* (items) {
    for await (const one of items) yield item.parse(one);
  });
}

/**
 * What a use case reports while it runs, as it comes. The work does not depend on its reader: it goes on to its end when
 * the browser leaves, and an error of it ends the stream.
 */
export async function* reportsOf<Item>(work: (report: (item: Item) => void) => Promise<unknown>): AsyncGenerator<Item> {
  const waiting: Item[] = [];
  let wake = () => {};
  let over = false;
  const done = work((item) => {
    waiting.push(item);
    wake();
  }).finally(() => {
    over = true;
    wake();
  });
  done.catch(() => undefined);
  while (!over || waiting.length > 0) {
    yield* waiting.splice(0);
    if (!over && waiting.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  await done;
}
