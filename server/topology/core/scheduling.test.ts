import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SchedulingIntent } from '../model/scheduling';
import { minorOf, planAccess } from './plan-access';
import { planScheduling } from './plan-scheduling';
import { predictPlaces, share } from './predict-places';
import { readScheduling } from './read-scheduling';

const ZONE = 'topology.kubernetes.io/zone';
const intent = (given: object) => SchedulingIntent.parse({ over: 'zone', affinity: 'none', spread: 'none', ...given });
const workload = (pod: object) => ({ spec: { selector: { matchLabels: { app: 'a' } }, template: { spec: pod } } });
const term = (...matchExpressions: object[]) => ({
  nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
});
const inZones = (...values: string[]) => ({ key: ZONE, operator: 'In', values });
const gpu = { key: 'gpu', operator: 'Exists' };

describe('planScheduling', () => {
  it('requires, prefers and spreads', () => {
    expect(planScheduling(workload({}), intent({ affinity: 'require', places: ['a', 'b'] })).affinity).toEqual(
      term(inZones('a', 'b')),
    );
    const preferred = planScheduling(workload({}), intent({ affinity: 'prefer', places: ['a'] })).affinity;
    expect(preferred).toEqual({
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, preference: { matchExpressions: [inZones('a')] } },
        ],
      },
    });
    expect(planScheduling(workload({}), intent({ spread: 'hard', maxSkew: 2 })).topologySpreadConstraints).toEqual([
      {
        maxSkew: 2,
        topologyKey: ZONE,
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { app: 'a' } },
      },
    ]);
  });

  it('keeps what is said of other keys, and takes its own away again', () => {
    const before = workload({ affinity: { ...term(gpu, inZones('old')), podAntiAffinity: { x: 1 } } });
    const planned = planScheduling(before, intent({ affinity: 'require', places: ['new'] }));
    expect(planned.affinity).toEqual({ ...term(gpu, inZones('new')), podAntiAffinity: { x: 1 } });
    expect(planScheduling(before, intent({})).affinity).toEqual({ ...term(gpu), podAntiAffinity: { x: 1 } });
    const only = workload({ affinity: term(inZones('old')), topologySpreadConstraints: [{ topologyKey: ZONE }] });
    expect(planScheduling(only, intent({}))).toEqual({ affinity: undefined, topologySpreadConstraints: undefined });
  });

  it('changes nothing when it is applied again', () => {
    const wanted = intent({ affinity: 'prefer', places: ['a'], spread: 'soft' });
    const once = planScheduling(workload({ affinity: term(gpu) }), wanted);
    expect(planScheduling(workload(once), wanted)).toEqual(once);
  });
});

describe('readScheduling', () => {
  it('reads back what was planned', () => {
    const anyIntent = fc.record({
      over: fc.constantFrom('zone' as const, 'region' as const),
      affinity: fc.constantFrom('none' as const, 'require' as const, 'prefer' as const),
      places: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
      spread: fc.constantFrom('none' as const, 'soft' as const, 'hard' as const),
      maxSkew: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(anyIntent, (wanted) => {
        const read = readScheduling(workload(planScheduling(workload({}), wanted)));
        const said = wanted.affinity !== 'none' || wanted.spread !== 'none';
        expect(read.affinity).toBe(wanted.affinity);
        expect(read.spread).toBe(wanted.spread);
        if (said) expect(read.over).toBe(wanted.over);
        if (wanted.affinity !== 'none') expect(read.places).toEqual(wanted.places);
        if (wanted.spread !== 'none') expect(read.maxSkew).toBe(wanted.maxSkew);
      }),
    );
  });
});

describe('predictPlaces', () => {
  const places = [
    { place: 'a', nodes: 6, before: 9 },
    { place: 'b', nodes: 2, before: 0 },
    { place: 'c', nodes: 0, before: 0 },
  ];
  const shares = (given: object) => predictPlaces(places, intent(given)).map((one) => one.after);

  it('shares as nodes lie, evenly when spread, and only where it may', () => {
    expect(shares({})).toEqual([7, 2, 0]);
    expect(shares({ spread: 'soft' })).toEqual([5, 4, 0]);
    expect(shares({ affinity: 'require', places: ['b'] })).toEqual([0, 9, 0]);
    expect(shares({ affinity: 'require', places: ['c'] })).toEqual([0, 0, 0]);
    expect(shares({ affinity: 'prefer', places: ['c'] })).toEqual([7, 2, 0]);
  });

  it('shares out all and never splits what is whole', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.array(fc.nat(20), { minLength: 1 }), (total, weights) => {
        const parts = share(total, weights);
        const sum = parts.reduce((one, other) => one + other, 0);
        expect(sum).toBe(weights.some((weight) => weight > 0) ? total : 0);
        for (const [index, part] of parts.entries()) if (weights[index] === 0) expect(part).toBe(0);
      }),
    );
  });
});

describe('planAccess', () => {
  const old = { metadata: { annotations: { 'service.kubernetes.io/topology-aware-hints': 'auto' } } };
  it.each([
    [34, { trafficDistribution: 'PreferClose', annotations: { 'service.kubernetes.io/topology-aware-hints': null } }],
    [
      28,
      {
        trafficDistribution: null,
        annotations: {
          'service.kubernetes.io/topology-aware-hints': null,
          'service.kubernetes.io/topology-mode': 'Auto',
        },
      },
    ],
    [24, { trafficDistribution: null, annotations: { 'service.kubernetes.io/topology-aware-hints': 'Auto' } }],
    [20, { ok: false }],
  ])('prefers the nearest in 1.%i', (minor, expected) => {
    expect(planAccess(old, 'nearest', minor)).toMatchObject(expected);
  });

  it('reads versions as clouds write them', () => {
    expect(['v1.31.4-eks-7', '1.20.2', null, 'x'].map(minorOf)).toEqual([31, 20, 0, 0]);
  });
});
