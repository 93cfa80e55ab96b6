import { describe, expect, it, vi } from 'vitest';
import { createTurns } from './turns';

describe('createTurns', () => {
  it('begins the next task when one ends, in the order in which they came', async () => {
    const takeTurn = createTurns(2);
    const begun: number[] = [];
    const end = new Map<number, () => void>();
    for (const task of [1, 2, 3, 4]) {
      takeTurn(() => {
        begun.push(task);
        return new Promise((resolve) => end.set(task, resolve));
      });
    }
    expect(begun).toEqual([1, 2]);
    end.get(2)?.();
    await vi.waitFor(() => expect(begun).toEqual([1, 2, 3]));
    end.get(1)?.();
    end.get(3)?.();
    await vi.waitFor(() => expect(begun).toEqual([1, 2, 3, 4]));
  });
});
