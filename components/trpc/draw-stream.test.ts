import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { drawStream } from './draw-stream';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('draws what came in a burst although nothing follows for long, and everything in the end', async () => {
  let finish = () => {};
  const rest = new Promise<void>((resolve) => {
    finish = resolve;
  });
  async function* items() {
    yield 1;
    yield 2;
    yield 3;
    await rest;
    yield 4;
  }
  const drawn: number[][] = [];
  const done = drawStream(items(), (list) => drawn.push(list));
  await vi.advanceTimersByTimeAsync(1000);
  expect(drawn.at(-1)).toEqual([1, 2, 3]);
  expect(drawn.length).toBeLessThan(3);
  finish();
  await done;
  expect(drawn.at(-1)).toEqual([1, 2, 3, 4]);
});
