import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPacedRefetch, type Told } from './paced-refetch';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function paced() {
  const state = { hidden: false };
  const told: Told[] = [];
  const refetch = createPacedRefetch({
    everyMs: 2000,
    isHidden: () => state.hidden,
    refetch: (each) => told.push(each),
  });
  const nodesOf = (cluster: string) => refetch.tell({ kind: 'changes', changes: [{ topic: 'nodes', cluster }] });
  return { state, told, refetch, nodesOf };
}

describe('a paced refetch', () => {
  it('shows a single change soon', () => {
    const { told, nodesOf } = paced();
    nodesOf('east');
    vi.advanceTimersByTime(300);
    expect(told).toEqual([{ kind: 'changes', changes: [{ topic: 'nodes', cluster: 'east' }] }]);
  });

  it('asks at its own rate however many changes come, and forgets none', () => {
    const { told, nodesOf } = paced();
    for (let tick = 0; tick < 2000; tick++) {
      nodesOf(`c${tick % 100}`);
      vi.advanceTimersByTime(5);
    }
    vi.advanceTimersByTime(2000);
    expect(told.length).toBeLessThanOrEqual(7);
    const last = told.at(-1);
    expect(last?.kind === 'changes' && last.changes.length).toBe(100);
  });

  it('waits while nobody looks, and then asks once for everything', () => {
    const { state, told, refetch, nodesOf } = paced();
    state.hidden = true;
    for (const cluster of ['east', 'west', 'east']) {
      nodesOf(cluster);
      vi.advanceTimersByTime(10_000);
    }
    expect(told).toEqual([]);
    state.hidden = false;
    refetch.resume();
    vi.advanceTimersByTime(300);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ changes: [{ cluster: 'east' }, { cluster: 'west' }] });
  });

  it('asks for everything after a gap, and for nothing when nothing was told', () => {
    const { told, refetch, nodesOf } = paced();
    refetch.resume();
    vi.advanceTimersByTime(5000);
    nodesOf('east');
    refetch.tell({ kind: 'resync' });
    vi.advanceTimersByTime(5000);
    expect(told).toEqual([{ kind: 'resync' }]);
  });
});
