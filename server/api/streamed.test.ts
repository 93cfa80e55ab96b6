import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { reportsOf, streamOf } from './streamed';

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('reportsOf', () => {
  it('gives every report in its order, also those made at once', async () => {
    const work = async (report: (item: number) => void) => {
      report(1);
      report(2);
      await Promise.resolve();
      report(3);
    };
    expect(await collect(reportsOf(work))).toEqual([1, 2, 3]);
  });

  it('ends with the error of the work, after what it had reported', async () => {
    const seen: number[] = [];
    const work = async (report: (item: number) => void) => {
      report(1);
      throw new Error('away');
    };
    const read = async () => {
      for await (const item of reportsOf(work)) seen.push(item);
    };
    await expect(read()).rejects.toThrow('away');
    expect(seen).toEqual([1]);
  });

  it('lets the work go on when the reader leaves', async () => {
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let finished = false;
    const stream = reportsOf<number>(async (report) => {
      report(1);
      await gate;
      report(2);
      finished = true;
    });
    await stream.next();
    await stream.return(undefined);
    finish();
    await expect.poll(() => finished).toBe(true);
  });
});

describe('streamOf', () => {
  it('checks each item and refuses what is no stream', async () => {
    const schema = streamOf(z.object({ id: z.number() }));
    const items = (async function* () {
      yield { id: 1, secret: 'x' } as { id: number };
    })();
    expect(await collect(schema.parse(items))).toEqual([{ id: 1 }]);
    expect(schema.safeParse([]).success).toBe(false);
  });
});
