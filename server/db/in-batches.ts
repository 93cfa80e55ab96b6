type Waiting<Item> = { item: Item; resolve(): void; reject(error: unknown): void };

/**
 * Turns a write of many into one of each: what comes while a write runs is written together next. When a batch fails, each
 * of it is tried alone, so that one that cannot be written does not take others with it.
 */
export function inBatches<Item>(most: number, write: (items: Item[]) => Promise<void>): (item: Item) => Promise<void> {
  const waiting: Waiting<Item>[] = [];
  let isRunning = false;

  const writeAll = async (batch: Waiting<Item>[]): Promise<void> => {
    try {
      await write(batch.map(({ item }) => item));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      const [only, ...others] = batch;
      if (others.length === 0) only?.reject(error);
      else for (const one of batch) await writeAll([one]);
    }
  };
  const run = async () => {
    if (isRunning) return;
    isRunning = true;
    while (waiting.length > 0) await writeAll(waiting.splice(0, most));
    isRunning = false;
  };
  return (item) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      void run();
    });
}
