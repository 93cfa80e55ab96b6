import { describe, expect, it } from 'vitest';
import { cellOrder } from './cell-order';
import { cellStatus } from './cell-status';

const pods = { group: '', version: 'v1', plural: 'pods' };
const events = { group: '', version: 'v1', plural: 'events' };
const nodes = { group: '', version: 'v1', plural: 'nodes' };

describe('cells that a member printed', () => {
  it('are sorted as what they mean', () => {
    const sorted = ['2d', '45s', '3h12m', '1y20d', '7m'].toSorted(
      (a, b) => Number(cellOrder(a)) - Number(cellOrder(b)),
    );
    expect(sorted).toEqual(['45s', '7m', '3h12m', '2d', '1y20d']);
    expect([cellOrder(null), cellOrder(7), cellOrder('web'), cellOrder(true)]).toEqual(['', 7, 'web', 'true']);
  });

  it.each([
    ['Running', 'healthy'],
    ['CrashLoopBackOff', 'failed'],
    ['ErrImagePull', 'failed'],
    ['Init:CrashLoopBackOff', 'failed'],
    ['Init:0/2', 'progressing'],
    ['Completed', 'suspended'],
    ['SomethingElse', undefined],
  ])('a pod that is %s is %s', (word, status) => {
    expect(cellStatus(pods, 'Status', word)).toBe(status);
  });

  it('of nodes and events have their own words', () => {
    expect(cellStatus(nodes, 'Status', 'NotReady,SchedulingDisabled')).toBe('failed');
    expect(cellStatus(events, 'Type', 'Warning')).toBe('degraded');
    expect(cellStatus(events, 'Type', 'Normal')).toBeUndefined();
    expect(cellStatus(pods, 'Name', 'Running')).toBeUndefined();
  });
});
