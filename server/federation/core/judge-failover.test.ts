import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES } from '~/server/kernel/status';
import { FailoverPolicy } from '../model/failover';
import { type FailoverQuestion, judgeFailover, type Standing } from './judge-failover';

const NOW = new Date('2026-11-29T12:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const stands = (cluster: string, change: Partial<Standing> = {}): Standing => ({
  ...{ cluster, status: 'healthy', since: ago(60), isCordoned: false, cordonedSince: ago(60) },
  ...change,
});
const failed = (cluster: string, minutes = 10) => stands(cluster, { status: 'failed', since: ago(minutes) });
const FLEET = ['d', 'e', 'f', 'g', 'h'].map((name) => stands(name));
const ask = (change: Partial<FailoverQuestion>, policy: object = {}) =>
  judgeFailover(
    {
      ...{ policy: FailoverPolicy.parse(policy), runsIn: new Set(['a', 'b', 'c']), open: [], begunLately: 0 },
      fleet: FLEET,
      ...change,
    },
    NOW,
  );
const left = (...fleet: Standing[]) => ask({ fleet: [...FLEET, ...fleet] }).begin;

describe('a failover', () => {
  it('begins where a cluster has failed for long enough, and the application runs there', () => {
    expect(left(failed('a'))).toEqual([{ cluster: 'a', reason: 'failed' }]);
    expect(left(stands('a', { status: 'unknown', since: ago(5) }))).toEqual([{ cluster: 'a', reason: 'failed' }]);
    expect(left(failed('a', 4), stands('b', { status: 'degraded' }), failed('elsewhere'))).toEqual([]);
  });

  it('leaves a cordoned cluster only where that is wanted', () => {
    const fleet = [...FLEET, stands('a', { isCordoned: true, cordonedSince: ago(6) })];
    expect(ask({ fleet }).begin).toEqual([]);
    expect(ask({ fleet }, { cordoned: true }).begin).toEqual([{ cluster: 'a', reason: 'cordoned' }]);
    expect(ask({ fleet }, { cordoned: true, graceMinutes: 10 }).begin).toEqual([]);
  });

  it('is held by what began within the hour, and where the hub itself seems blind', () => {
    const fleet = [...FLEET, failed('a'), failed('b'), failed('c')];
    expect(ask({ fleet })).toMatchObject({ begin: [{ cluster: 'a' }, { cluster: 'b' }], held: 'rate' });
    expect(ask({ fleet, begunLately: 2 })).toMatchObject({ begin: [], held: 'rate' });
    expect(ask({ fleet: fleet.slice(2) })).toMatchObject({ begin: [], held: 'blind' });
    expect(ask({ fleet: [failed('a'), stands('b')] }).begin).toHaveLength(1);
  });

  it('ends when the cluster has been well for long enough, and stays where it does not return', () => {
    const open = [{ id: '1', cluster: 'a', reason: 'failed' as const, until: null }];
    const well = [...FLEET, stands('a', { since: ago(5) })];
    expect(ask({ fleet: well, open }).end).toEqual([{ id: '1', why: 'well' }]);
    expect(ask({ fleet: [...FLEET, stands('a', { since: ago(4) })], open }).end).toEqual([]);
    expect(ask({ fleet: [...FLEET, failed('a')], open })).toMatchObject({ begin: [], end: [] });
    expect(ask({ fleet: well, open }, { returns: false }).end).toEqual([]);
  });

  it('that is a drill ends by its time alone, also where nothing is left by itself', () => {
    const drill = (until: Date) => [{ id: '1', cluster: 'a', reason: 'drill' as const, until }];
    const fleet = [...FLEET, stands('a')];
    expect(ask({ fleet, open: drill(ago(-1)) }).end).toEqual([]);
    expect(ask({ fleet, open: drill(ago(0)), policy: undefined }).end).toEqual([{ id: '1', why: 'over' }]);
  });

  it('never begins twice, never beyond the rate, and never with half of a fleet of some size unwell', () => {
    const cluster = fc.record({ status: fc.constantFrom(...STATUSES), minutes: fc.integer({ min: 0, max: 20 }) });
    fc.assert(
      fc.property(fc.array(cluster, { maxLength: 8 }), fc.integer({ min: 0, max: 4 }), (given, begunLately) => {
        const fleet = given.map(({ status, minutes }, at) => stands(`c${at}`, { status, since: ago(minutes) }));
        const runsIn = new Set(fleet.map((one) => one.cluster));
        const open = fleet
          .slice(0, 2)
          .map(({ cluster: name }) => ({ id: name, cluster: name, reason: 'failed' as const, until: null }));
        const { begin } = ask({ fleet, runsIn, open, begunLately }, { maxPerHour: 3 });
        const unwell = fleet.filter(({ status }) => status === 'failed' || status === 'unknown').length;
        expect(begin.some(({ cluster: name }) => open.some((one) => one.cluster === name))).toBe(false);
        expect(begin.length).toBeLessThanOrEqual(Math.max(0, 3 - begunLately));
        if (unwell >= 3 && unwell * 2 >= fleet.length) expect(begin).toEqual([]);
      }),
    );
  });
});
