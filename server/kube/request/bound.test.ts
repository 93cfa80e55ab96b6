import { describe, expect, it } from 'vitest';
import { createManualPace } from '~/server/kube/testing/manual-pace';
import { createBound } from './bound';

describe('createBound', () => {
  it('lets the next one in when one leaves, in order', async () => {
    const bound = createBound(createManualPace(), 1, 1000);
    const leave = await bound.enter();
    const order: string[] = [];
    const second = bound.enter().then((leaveSecond) => {
      order.push('second');
      leaveSecond();
    });
    const third = bound.enter().then(() => order.push('third'));
    leave();
    leave();
    await Promise.all([second, third]);
    expect(order).toEqual(['second', 'third']);
  });

  it('says busy after its wait, and the place is not lost', async () => {
    const pace = createManualPace();
    const bound = createBound(pace, 1, 1000);
    const leave = await bound.enter();
    const late = bound.enter();
    pace.advance(1000);
    await expect(late).rejects.toMatchObject({ reason: 'busy' });
    leave();
    await expect(bound.enter()).resolves.toBeTypeOf('function');
  });

  it('forgets who went away', async () => {
    const bound = createBound(createManualPace(), 1, 1000);
    const leave = await bound.enter();
    const gone = new AbortController();
    const waiting = bound.enter(gone.signal);
    gone.abort();
    await expect(waiting).rejects.toMatchObject({ reason: 'aborted' });
    await expect(bound.enter(gone.signal)).rejects.toMatchObject({ reason: 'aborted' });
    leave();
    await expect(bound.enter()).resolves.toBeTypeOf('function');
  });
});
