import { place } from '~/server/federation/core/place';
import type { Candidate, Demand } from '~/server/federation/model/candidate';
import { Placement } from '~/server/federation/model/placement';
import { type Bench, percentile, round } from '../measure';

const DEMAND: Demand = { application: 'shop', replicas: 3000, each: { cpuMillis: 250, memoryBytes: 256 * 2 ** 20 } };
const ROUNDS = 400;

const byRegion = {
  name: 'production',
  labelSelector: {
    matchLabels: { tier: 'core' },
    matchExpressions: [{ key: 'gpu', operator: 'DoesNotExist' as const }],
  },
  fieldSelector: {
    matchExpressions: [{ key: 'environment' as const, operator: 'In' as const, values: ['production'] }],
  },
};
const SPREAD = [
  { spreadBy: 'region' as const, minGroups: 3, maxGroups: 8 },
  { spreadBy: 'zone' as const, minGroups: 12 },
  { spreadBy: 'provider' as const, minGroups: 2 },
  { spreadBy: 'cluster' as const, minGroups: 20, maxGroups: 400 },
];
const PLACEMENTS = [
  { clusterAffinities: [{ name: 'all' }] },
  // cannot be kept: three zones in each of eight regions
  {
    clusterAffinities: [{ name: 'all' }],
    spreadConstraints: [...SPREAD.slice(0, 1), { spreadBy: 'zone' as const, minGroups: 25 }],
  },
  { clusterAffinities: [{ name: 'all' }], spreadConstraints: SPREAD, replicaScheduling: { type: 'Capacity' as const } },
  {
    clusterAffinities: [{ name: 'nowhere', clusterNames: ['none'] }, byRegion, { name: 'rest' }],
    spreadConstraints: SPREAD,
    replicaScheduling: { type: 'Weighted' as const, weights: weights() },
  },
].map((text) => Placement.parse(text));

/** A decision with a reason for each of 1,000 clusters, over placements from the plainest to one that uses everything. */
export const benchPlace: Bench = async ({ quick }) => {
  const clusters = fleet(quick ? 100 : 1000);
  const times: number[] = [];
  for (let round = -20; round < ROUNDS; round++) {
    for (const placement of PLACEMENTS) {
      const began = performance.now();
      const { chosen, passedOver } = place(placement, DEMAND, clusters);
      const took = performance.now() - began;
      if (chosen.length + passedOver.length !== clusters.length) throw new Error('a cluster was left without a reason');
      // the first rounds are those of the compiler
      if (round >= 0) times.push(took);
    }
  }
  const figures = {
    p50_ms: round(percentile(times, 0.5), 2),
    p99_ms: round(percentile(times, 0.99), 2),
    clusters: clusters.length,
    decisions: times.length,
  };
  return { figures, goals: [{ goal: 'p99 <= 50 ms', met: figures.p99_ms <= 50 }] };
};

function weights() {
  return Array.from({ length: 20 }, (_, at) => ({
    targetCluster: { labelSelector: { matchLabels: { pool: `${at}` } } },
    weight: at + 1,
  }));
}

function fleet(size: number): Candidate[] {
  return Array.from({ length: size }, (_, at) => ({
    name: `cluster-${at}`,
    labels: { tier: at % 5 === 0 ? 'edge' : 'core', pool: `${at % 20}`, ...(at % 17 === 0 && { gpu: 'yes' }) },
    region: `region-${at % 12}`,
    zone: `region-${at % 12}-${Math.floor(at / 12) % 3}`,
    provider: ['metal', 'aws', 'azure'][at % 3] ?? null,
    environment: at % 4 === 0 ? 'staging' : 'production',
    taints: at % 11 === 0 ? [{ key: 'maintenance', value: '', effect: 'NoSchedule' as const }] : [],
    state: at % 23 === 0 ? ('cordoned' as const) : ('active' as const),
    status: at % 29 === 0 ? ('failed' as const) : ('healthy' as const),
    free: { cpuMillis: 1000 * (at % 50), memoryBytes: 2 ** 30 * (at % 60), pods: 110 },
    hosts: new Set<string>(),
    runs: at % 3 === 0 ? at % 7 : null,
  }));
}
