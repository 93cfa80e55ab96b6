import { describe, expect, it } from 'vitest';
import { createManualPace } from '~/server/kube/testing/manual-pace';
import { createReadingBudget } from './reading-budget';

const turn = () => new Promise(setImmediate);

function waiters(budget: ReturnType<typeof createReadingBudget>, names: string[]) {
  const passed: string[] = [];
  for (const name of names) void budget.quiet().then(() => passed.push(name));
  return passed;
}

describe('quiet', () => {
  it('resolves at once while nothing is read', async () => {
    await expect(createReadingBudget().quiet()).resolves.toBeUndefined();
  });

  it('waits for every list, also for those that wait for a place', async () => {
    const budget = createReadingBudget({ answers: 1 });
    const leaveFirst = await budget.enter();
    const second = budget.enter();
    const passed = waiters(budget, ['a', 'b']);
    leaveFirst();
    const leaveSecond = await second;
    await turn();
    expect(passed).toEqual([]);
    leaveSecond();
    for (let count = 0; count < 3; count++) await turn();
    expect(passed).toEqual(['a', 'b']);
  });

  it('lets one pass a turn, and none once a list is read again', async () => {
    const budget = createReadingBudget();
    const leave = await budget.enter();
    const passed = waiters(budget, ['a', 'b']);
    leave();
    const leaveNext = await budget.enter();
    for (let count = 0; count < 3; count++) await turn();
    expect(passed).toEqual(['a']);
    leaveNext();
  });

  it('does not wait for a member that is asked and says nothing', async () => {
    const pace = createManualPace();
    const budget = createReadingBudget({ pace, countsMs: 30 });
    const leave = await budget.enter();
    const passed = waiters(budget, ['a']);
    pace.advance(29);
    await turn();
    expect(passed).toEqual([]);
    pace.advance(1);
    await turn();
    expect(passed).toEqual(['a']);
    leave();
  });

  it('ends with its time, however long lists go on', async () => {
    const pace = createManualPace();
    const budget = createReadingBudget({ pace, quietMs: 100, countsMs: 1000 });
    await budget.enter();
    const passed = waiters(budget, ['a']);
    pace.advance(100);
    await turn();
    expect(passed).toEqual(['a']);
  });
});
