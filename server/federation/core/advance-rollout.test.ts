import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES } from '~/server/kernel/status';
import { RolloutStrategy } from '../model/rollout';
import { advanceRollout, type Progress, type RunningRollout } from './advance-rollout';

const NOW = new Date('2026-11-27T12:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const WAVES = [
  { name: 'a', clusters: ['a'] },
  { name: 'b', clusters: ['b1', 'b2'] },
];
const rollout = (change: Partial<RunningRollout> = {}, strategy: object = {}): RunningRollout => ({
  ...{
    strategy: RolloutStrategy.parse(strategy),
    waves: WAVES,
    open: 0,
    openedAt: ago(1),
    wellSince: ago(1),
    approved: 0,
  },
  ...change,
});
const well = (cluster: string): Progress => ({
  cluster,
  has: true,
  isRefused: false,
  status: 'healthy',
  reason: 'Available',
});
const slow = (cluster: string): Progress => ({ ...well(cluster), has: false, status: 'progressing' });
const broken = (cluster: string): Progress => ({
  ...well(cluster),
  status: 'failed',
  reason: 'ProgressDeadlineExceeded',
});
const starting = (cluster: string): Progress => ({ ...well(cluster), status: 'failed', reason: 'NoneReady' });
const HELD = [slow('b1'), slow('b2')];
const step = (of: RunningRollout, progress: Progress[]) => advanceRollout(of, progress, NOW);

describe('a rollout', () => {
  it('opens its first wave, and the next once the one before is well', () => {
    expect(step(rollout({ open: -1 }), [slow('a'), ...HELD])).toEqual({ do: 'open', wave: 0 });
    expect(step(rollout(), [well('a'), ...HELD])).toEqual({ do: 'open', wave: 1 });
    expect(step(rollout({ open: 1 }), [well('a'), well('b1'), well('b2')])).toEqual({ do: 'finish' });
  });

  it('waits for clusters that are not well yet, until the deadline, and then stops', () => {
    const waiting = { for: 'clusters', clusters: ['a'], until: '2026-11-27T12:09:00.000Z' };
    expect(step(rollout({ wellSince: ago(3) }), [slow('a'), ...HELD])).toEqual({
      do: 'wait',
      waiting,
      wellSince: null,
    });
    expect(step(rollout(), [starting('a'), ...HELD])).toMatchObject({ do: 'wait', waiting });
    for (const late of [slow('a'), starting('a')])
      expect(step(rollout({ openedAt: ago(10) }), [late, ...HELD])).toEqual({ do: 'stop', failed: ['a'] });
  });

  it('stops at once for what has failed or was refused, beyond what may fail', () => {
    expect(step(rollout(), [broken('a'), ...HELD])).toEqual({ do: 'stop', failed: ['a'] });
    expect(step(rollout(), [{ ...slow('a'), isRefused: true }, ...HELD])).toEqual({ do: 'stop', failed: ['a'] });
    expect(step(rollout({}, { maxFailures: 1 }), [broken('a'), ...HELD])).toEqual({ do: 'open', wave: 1 });
  });

  it('has the next wave wait for its time of success, for approval, and for the end of a freeze', () => {
    const all = [well('a'), ...HELD];
    const proving = step(rollout({ wellSince: ago(2) }, { minSuccessMinutes: 5 }), all);
    expect(proving).toMatchObject({
      waiting: { for: 'success', until: '2026-11-27T12:03:00.000Z' },
      wellSince: ago(2),
    });
    expect(step(rollout({ wellSince: ago(5) }, { minSuccessMinutes: 5 }), all)).toEqual({ do: 'open', wave: 1 });
    for (const approval of ['each', 'second'] as const) {
      expect(step(rollout({}, { approval }), all)).toMatchObject({ waiting: { for: 'approval', wave: 1 } });
      expect(step(rollout({ approved: 1 }, { approval }), all)).toEqual({ do: 'open', wave: 1 });
    }
    const freezeWindows = [{ from: '11:00', to: '13:00' }];
    expect(step(rollout({}, { freezeWindows }), all)).toMatchObject({
      waiting: { for: 'thaw', until: '2026-11-27T13:00:00.000Z' },
    });
    expect(step(rollout({ open: -1 }, { freezeWindows }), all)).toMatchObject({ waiting: { for: 'thaw' } });
  });

  it('does not believe the first moment in which all is well', () => {
    const first = step(rollout({ wellSince: null }), [well('a'), ...HELD]);
    expect(first).toMatchObject({ waiting: { for: 'success', until: '2026-11-27T12:00:05.000Z' }, wellSince: NOW });
  });

  it('sets a suspended cluster aside, and has forgotten one that was removed', () => {
    expect(step(rollout(), [{ ...slow('a'), status: 'suspended' }, ...HELD])).toEqual({ do: 'open', wave: 1 });
    expect(step(rollout(), HELD)).toEqual({ do: 'open', wave: 1 });
  });

  it('opens one wave after the other, and never one while something that is opened is neither well nor failed', () => {
    const status = fc.constantFrom(...STATUSES);
    const reason = fc.constantFrom('NoneReady', 'ProgressDeadlineExceeded');
    const one = fc.record({ has: fc.boolean(), isRefused: fc.boolean(), status, reason });
    const asked = fc.record({
      states: fc.tuple(one, one, one),
      open: fc.integer({ min: -1, max: 1 }),
      maxFailures: fc.integer({ min: 0, max: 3 }),
      minutes: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(asked, ({ states, open, maxFailures, minutes }) => {
        const all = ['a', 'b1', 'b2'].map((cluster, at) => ({ ...(states[at] ?? states[0]), cluster }));
        const done = step(rollout({ open, openedAt: ago(minutes) }, { maxFailures }), all);
        const bad = all.slice(0, [0, 1, 3][open + 1]).filter((each) => !isWell(each));
        const late = bad.filter((each) => minutes < 10 && !isOver(each));
        if (done.do === 'stop') return done.failed.length > maxFailures;
        if (done.do === 'wait') return late.length > 0;
        return late.length === 0 && bad.length <= maxFailures && (done.do === 'finish' || done.wave === open + 1);
      }),
    );
  });
});

const isWell = ({ has, status }: Progress) => status === 'suspended' || (has && status === 'healthy');
const isOver = ({ has, isRefused, status, reason }: Progress) =>
  isRefused || (has && status === 'failed' && reason !== 'NoneReady');
