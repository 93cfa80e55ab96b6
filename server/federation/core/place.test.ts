import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate, Demand } from '../model/candidate';
import type { Decision } from '../model/decision';
import { Placement, SPREAD_BY, type SpreadConstraint } from '../model/placement';
import { candidate } from '../testing/candidates';
import { place } from './place';
import { groupOf } from './spread';

const NORTH = { region: 'north', zone: 'north-a', provider: 'metal', environment: 'production' };
const FREE = { cpuMillis: 10_000, memoryBytes: 1e12, pods: 1000 };
const cluster = (name: string, change: Partial<Candidate> = {}): Candidate =>
  candidate(name, { ...NORTH, free: FREE, ...change });
const demand = (replicas: number | null, cpuMillis = 100): Demand => ({
  ...{ application: 'shop', replicas, each: { cpuMillis, memoryBytes: 0 } },
});
type Change = Partial<(typeof Placement)['_input']>;
const placementOf = (change: Change = {}) => Placement.parse({ clusterAffinities: [{ name: 'all' }], ...change });
const given = ({ chosen }: Decision) => Object.fromEntries(chosen.map((one) => [one.cluster, one.replicas]));
const obstacleOf = ({ passedOver }: Decision, name: string) => passedOver.find((one) => one.cluster === name)?.obstacle;

describe('why a cluster is passed over', () => {
  const gpu = { key: 'gpu', value: 'yes', effect: 'NoSchedule' as const };
  it.each<[string, Change, Partial<Candidate>, object]>([
    ['is not named', { clusterAffinities: [{ name: 'all', clusterNames: ['one'] }] }, {}, { kind: 'not-named' }],
    ['is left out', { clusterAffinities: [{ name: 'all', exclude: ['two'] }] }, {}, { kind: 'excluded' }],
    [
      'bears another label',
      { clusterAffinities: [{ name: 'all', labelSelector: { matchLabels: { tier: 'edge' } } }] },
      { labels: { tier: 'core' } },
      { kind: 'label', has: 'core', requirement: { key: 'tier', values: ['edge'] } },
    ],
    [
      'lies in another zone',
      {
        clusterAffinities: [
          {
            name: 'all',
            fieldSelector: { matchExpressions: [{ key: 'zone', operator: 'NotIn' as const, values: ['north-b'] }] },
          },
        ],
      },
      { zone: 'north-b' },
      { kind: 'field', has: 'north-b' },
    ],
    ['bears a taint', {}, { taints: [gpu] }, { kind: 'taint', taint: gpu }],
    ['is cordoned', {}, { state: 'cordoned' as const }, { kind: 'cordoned' }],
    ['has failed', {}, { status: 'failed' as const }, { kind: 'unwell', status: 'failed' }],
    ['is not known', {}, { status: 'unknown' as const }, { kind: 'unwell', status: 'unknown' }],
    ['lacks a companion', { workloadAffinity: { with: ['cache'] } }, {}, { kind: 'lacks', application: 'cache' }],
    [
      'hosts what it must not meet',
      { workloadAffinity: { without: ['batch'] } },
      { hosts: new Set(['batch']) },
      { kind: 'hosts', application: 'batch' },
    ],
    [
      'is full',
      { replicaScheduling: { type: 'Capacity' as const } },
      { free: { cpuMillis: 50, memoryBytes: 1, pods: 9 } },
      { kind: 'full' },
    ],
    [
      'has no zone',
      { spreadConstraints: [{ spreadBy: 'zone' as const }] },
      { zone: null },
      { kind: 'nowhere', by: 'zone' },
    ],
  ])('it %s', (_what, change, facts, obstacle) => {
    const companion = change.workloadAffinity?.with ? new Set(['cache']) : new Set<string>();
    const decision = place(placementOf(change), demand(2), [
      cluster('one', { labels: { tier: 'edge' }, hosts: companion }),
      cluster('two', facts),
    ]);
    expect(obstacleOf(decision, 'two')).toMatchObject(obstacle);
    expect(Object.keys(given(decision))).toEqual(['one']);
  });

  it.each([
    ['a taint that keeps the new out', { taints: [gpu] }],
    ['a cordon', { state: 'cordoned' as const }],
    ['a failure, until somebody decides to fail over', { status: 'failed' as const }],
  ])('%s moves nothing that runs', (_what, facts) => {
    expect(given(place(placementOf(), demand(2), [cluster('one', { ...facts, runs: 2 })]))).toEqual({ one: 2 });
  });

  it('a taint of NoExecute moves what runs, but for who tolerates it', () => {
    const tainted = [cluster('one', { taints: [{ ...gpu, effect: 'NoExecute' }], runs: 2 }), cluster('two')];
    expect(given(place(placementOf(), demand(2), tainted))).toEqual({ two: 2 });
    const tolerant = placementOf({ clusterTolerations: [{ key: 'gpu', operator: 'Exists' }] });
    expect(given(place(tolerant, demand(2), tainted))).toEqual({ one: 2, two: 2 });
  });
});

describe('groups of clusters', () => {
  const groups = [
    { name: 'primary', clusterNames: ['one'] },
    { name: 'backup', clusterNames: ['two'] },
  ];
  it('takes the first that can hold it, and says so to the others', () => {
    const decision = place(placementOf({ clusterAffinities: groups }), demand(1), [cluster('one'), cluster('two')]);
    expect(decision).toMatchObject({ group: 'primary', unmet: [] });
    expect(obstacleOf(decision, 'two')).toEqual({ kind: 'later-group', group: 'backup', taken: 'primary' });
  });
  it('falls back where the first cannot', () => {
    const clusters = [cluster('one', { status: 'failed' }), cluster('two')];
    const decision = place(placementOf({ clusterAffinities: groups }), demand(1), clusters);
    expect(decision.group).toBe('backup');
    expect(obstacleOf(decision, 'one')).toEqual({ kind: 'unwell', status: 'failed' });
  });
});

describe('replicas', () => {
  const two = (...runs: (number | null)[]) => [
    cluster('one', { runs: runs[0] ?? null }),
    cluster('two', { runs: runs[1] ?? null }),
  ];
  const weights = (one: number, other: number) =>
    placementOf({
      replicaScheduling: {
        type: 'Weighted',
        weights: [
          { targetCluster: { clusterNames: ['one'] }, weight: one },
          { targetCluster: { clusterNames: ['two'] }, weight: other },
        ],
      },
    });
  it('are the same everywhere when duplicated', () =>
    expect(given(place(placementOf(), demand(3), two()))).toEqual({ one: 3, two: 3 }));
  it('are shared by weight', () => expect(given(place(weights(2, 1), demand(9), two()))).toEqual({ one: 6, two: 3 }));
  it('leave out who gets less than one, with the numbers', () => {
    const decision = place(weights(99, 1), demand(10), two());
    expect(given(decision)).toEqual({ one: 10 });
    expect(obstacleOf(decision, 'two')).toEqual({ kind: 'no-share', weight: 1, ofWeight: 100, replicas: 10 });
  });
  it('give one to each place that a constraint needs', () => {
    const spreadOut = { ...weights(99, 1), spreadConstraints: [{ spreadBy: 'cluster' as const, minGroups: 2 }] };
    expect(given(place(spreadOut, demand(10), two()))).toEqual({ one: 9, two: 1 });
  });
  const byRoom = placementOf({ replicaScheduling: { type: 'Capacity' } });
  it('go where room is', () => {
    const clusters = [
      cluster('one', { free: { cpuMillis: 300, memoryBytes: 1, pods: 9 } }),
      cluster('two', { free: { cpuMillis: 900, memoryBytes: 1, pods: 9 } }),
    ];
    expect(given(place(byRoom, demand(4), clusters))).toEqual({ one: 1, two: 3 });
    const more = place(byRoom, demand(15), clusters);
    expect(given(more)).toEqual({ one: 3, two: 9 });
    expect(more.unmet).toEqual([{ kind: 'room', missing: 3 }]);
  });
  it('do not move what runs when room changes', () =>
    expect(given(place(byRoom, demand(4), two(1, 3)))).toEqual({ one: 1, two: 3 }));
});

const arbitraryCluster = (at: number) =>
  fc
    .record({
      zone: fc.constantFrom('a1', 'a2', 'b1', 'b2', 'c1'),
      provider: fc.constantFrom('x', 'y'),
      cordoned: fc.boolean(),
      runs: fc.option(fc.nat(5)),
      pods: fc.nat(20),
    })
    .map(({ zone, provider, cordoned, runs, pods }) =>
      cluster(`c${at}`, {
        ...{ zone, region: zone.slice(0, 1), provider, runs, state: cordoned ? 'cordoned' : 'active' },
        free: { cpuMillis: 1e6, memoryBytes: 1e12, pods },
      }),
    );
const arbitraryFleet = fc
  .integer({ min: 1, max: 9 })
  .chain((n) => fc.tuple(...Array.from({ length: n }, (_, at) => arbitraryCluster(at))));
const arbitraryConstraints = fc.subarray([...SPREAD_BY]).chain((by) =>
  fc.tuple(
    ...by.map((spreadBy) =>
      fc
        .record({ minGroups: fc.integer({ min: 1, max: 3 }), more: fc.option(fc.nat(2)) })
        .map(({ minGroups, more }) => ({
          spreadBy,
          minGroups,
          ...(more === null ? {} : { maxGroups: minGroups + more }),
        })),
    ),
  ),
);
const arbitraryPlacement = fc
  .record({
    spreadConstraints: arbitraryConstraints,
    replicaScheduling: fc.constantFrom(
      { type: 'Duplicated' as const },
      { type: 'Weighted' as const },
      { type: 'Capacity' as const },
    ),
  })
  .map(placementOf);

const keeps = (constraints: readonly SpreadConstraint[], chosen: readonly Candidate[]) =>
  constraints.every(({ spreadBy, minGroups, maxGroups }) => {
    const groups = new Set(chosen.map((one) => groupOf(one, spreadBy))).size;
    return groups >= minGroups && groups <= (maxGroups ?? Number.POSITIVE_INFINITY);
  });

describe('whatever is asked', () => {
  it('each cluster is told once, replicas sum, and the spread holds or is said to be unmet', () =>
    fc.assert(
      fc.property(arbitraryFleet, arbitraryPlacement, fc.nat(30), (fleet, placement, replicas) => {
        const { chosen, passedOver, unmet } = place(placement, demand(replicas), fleet);
        const told = [...chosen, ...passedOver].map((one) => one.cluster).toSorted();
        expect(told).toEqual(fleet.map(({ name }) => name).toSorted());
        if (unmet.length > 0) return;
        const names = new Set(chosen.map((one) => one.cluster));
        if (replicas > 0)
          expect(
            keeps(
              placement.spreadConstraints,
              fleet.filter(({ name }) => names.has(name)),
            ),
          ).toBe(true);
        if (placement.replicaScheduling.type !== 'Duplicated')
          expect(chosen.reduce((sum, one) => sum + (one.replicas ?? 0), 0)).toBe(replicas);
      }),
      { numRuns: 600 },
    ));

  it('a spread is said to be unmet only where no choice of clusters keeps it', () =>
    fc.assert(
      fc.property(arbitraryFleet, arbitraryConstraints, (fleet, spreadConstraints) => {
        const { unmet } = place(placementOf({ spreadConstraints }), demand(3), fleet);
        const able = fleet.filter(({ state, runs }) => state === 'active' || runs !== null);
        const choices = Array.from({ length: 2 ** able.length }, (_, bits) =>
          able.filter((_one, at) => bits & (1 << at)),
        );
        const isPossible = choices.some((chosen) => chosen.length > 0 && keeps(spreadConstraints, chosen));
        expect(unmet.length === 0).toBe(isPossible);
      }),
      { numRuns: 200 },
    ));

  it('the order of clusters does not matter, and what was decided is decided again', () =>
    fc.assert(
      fc.property(arbitraryFleet, arbitraryPlacement, fc.nat(30), (fleet, placement, replicas) => {
        const decision = place(placement, demand(replicas), fleet);
        expect(place(placement, demand(replicas), fleet.toReversed())).toEqual(decision);
        if (decision.unmet.length > 0) return;
        const now = given(decision);
        const after = fleet.map((one) => ({ ...one, runs: one.name in now ? (now[one.name] ?? null) : null }));
        expect(given(place(placement, demand(replicas), after))).toEqual(now);
      }),
      { numRuns: 300 },
    ));

  it('a cluster that is added takes replicas and moves none between the others', () =>
    fc.assert(
      fc.property(arbitraryFleet, fc.nat(30), arbitraryCluster(99), (fleet, replicas, added) => {
        const placement = placementOf({ replicaScheduling: { type: 'Capacity' } });
        const fresh = fleet.map((one) => ({ ...one, runs: null }));
        const before = given(place(placement, demand(replicas), fresh));
        const running = fresh.map((one) => ({ ...one, runs: before[one.name] ?? null }));
        const after = given(place(placement, demand(replicas), [...running, { ...added, runs: null }]));
        for (const [name, count] of Object.entries(before)) expect(after[name] ?? 0).toBeGreaterThanOrEqual(count ?? 0);
      }),
      { numRuns: 200 },
    ));
});
