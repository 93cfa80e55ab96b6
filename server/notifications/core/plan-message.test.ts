import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf, failed, lost } from '../testing/events';
import { planMessage } from './plan-message';
import { planRetry } from './plan-retry';

const START = Date.parse('2026-03-01T10:00:00.000Z');
const at = (seconds: number) => new Date(START + seconds * 1000);
const NIGHT = { from: '22:00', to: '06:00', graveBreaks: true };
const rule = { grouping: { wait: 30, interval: 300 }, quiet: null, timeZone: 'UTC' };
const began = (cluster: string, seconds: number) => ({ ...eventOf(lost(cluster)), raisedAt: at(seconds) });
const ended = (cluster: string, seconds: number) => eventOf(lost(cluster), at(seconds).toISOString());

const told = (...args: Parameters<typeof planMessage>) => {
  const plan = planMessage(...args);
  return plan && [plan.began.map(({ cluster }) => cluster), plan.ended.map(({ cluster }) => cluster)];
};

describe('planMessage', () => {
  it('waits for what comes with the first', () => {
    const untold = { began: [began('a', 0), began('b', 20)], ended: [] };
    expect(told(rule, untold, null, at(29))).toBeUndefined();
    expect(told(rule, untold, null, at(30))).toEqual([['a', 'b'], []]);
  });

  it('says at most once per interval what is new and what has ended', () => {
    const untold = { began: [began('c', 100)], ended: [ended('a', 90)] };
    expect(told(rule, untold, at(30), at(329))).toBeUndefined();
    expect(told(rule, untold, at(30), at(330))).toEqual([['c'], ['a']]);
  });

  it('says nothing when nothing is new', () => {
    expect(told(rule, { began: [], ended: [] }, null, at(1e6))).toBeUndefined();
  });

  it('holds back in quiet hours all but what is grave', () => {
    const night = new Date('2026-03-01T23:00:00.000Z');
    const workload = { ...eventOf(failed('a', 'shop', 'web')), raisedAt: at(0) };
    const quiet = { ...rule, quiet: NIGHT };
    expect(told(quiet, { began: [workload], ended: [] }, null, night)).toBeUndefined();
    expect(told(quiet, { began: [workload, began('b', 0)], ended: [] }, null, night)).toEqual([['b'], []]);
    const silent = { ...rule, quiet: { ...NIGHT, graveBreaks: false } };
    expect(told(silent, { began: [began('b', 0)], ended: [] }, null, night)).toBeUndefined();
    expect(told(silent, { began: [workload], ended: [] }, null, new Date('2026-03-02T06:00:00Z'))).toEqual([['a'], []]);
  });

  it('keeps its distance and forgets nothing, whatever happens when', () => {
    const moments = fc.uniqueArray(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(moments, (raised) => {
        const { spoke, said } = live(raised);
        expect(said.size).toBe(raised.length);
        const pauses = spoke.slice(1).map((second, index) => second - (spoke[index] ?? 0));
        expect(pauses.filter((pause) => pause < 300)).toEqual([]);
      }),
    );
  });
});

/** An hour of a rule that looks every ten seconds, while things begin at these seconds. */
function live(raised: number[]) {
  const waiting = raised.map((second) => began(`c${second}`, second));
  const spoke: number[] = [];
  const said = new Set<string | null>();
  for (let second = 0; second <= 3400; second += 10) {
    const open = waiting.filter(({ raisedAt, cluster }) => raisedAt <= at(second) && !said.has(cluster));
    const last = spoke.at(-1);
    const plan = planMessage(rule, { began: open, ended: [] }, last === undefined ? null : at(last), at(second));
    if (plan) spoke.push(second);
    for (const { cluster } of plan?.began ?? []) said.add(cluster);
  }
  return { spoke, said };
}

describe('planRetry', () => {
  it.each([
    [1, 15, 30],
    [2, 30, 60],
    [8, 1800, 3600],
    [60, 1800, 3600],
  ])('after attempt %i waits between %i and %i seconds', (attempts, least, most) => {
    const pause = (random: number) =>
      ((planRetry(attempts, at(0), at(0), random)?.getTime() ?? 0) - at(0).getTime()) / 1000;
    expect(pause(0)).toBe(least);
    expect(pause(0.999_999)).toBeCloseTo(most, 0);
  });

  it('gives up after a day', () => {
    expect(planRetry(30, at(0), at(86_400 - 3601), 0.9)).toBeDefined();
    expect(planRetry(30, at(0), at(86_400 - 60), 0)).toBeUndefined();
  });
});
