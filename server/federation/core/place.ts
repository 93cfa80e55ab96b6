import type { Candidate, Demand } from '../model/candidate';
import type { Chosen, Decision, Grounds, Obstacle, PassedOver, Unmet } from '../model/decision';
import type { Placement } from '../model/placement';
import { divideByRoom, divideByWeight, type Share } from './divide';
import { findMismatch, findObstacle } from './find-obstacle';
import { countFits, rank } from './rank';
import { groupOf, spread } from './spread';

type Group = Placement['clusterAffinities'][number];
type Weighed = { cluster: Candidate; fits: number | null; weight: number };

/**
 * Decides where an application runs, with a reason for every cluster. The same question has the same answer on every replica,
 * in whatever order the clusters come. The first group of clusters that can keep every constraint is taken; where none can,
 * what runs stays, nothing is added, and what is unmet says so for the first group.
 */
export function place(placement: Placement, demand: Demand, clusters: readonly Candidate[]): Decision {
  const tried: Decision[] = [];
  for (const group of placement.clusterAffinities) {
    const decision = placeIn(group, placement, demand, clusters);
    if (decision.unmet.length === 0) return explainGroups(placement.clusterAffinities, tried, decision, clusters);
    tried.push(decision);
  }
  const [first] = tried;
  if (!first) throw new Error('a placement has at least one group');
  return first;
}

function placeIn(group: Group, placement: Placement, demand: Demand, clusters: readonly Candidate[]): Decision {
  const obstacles = new Map<Candidate, Obstacle>();
  const able: Weighed[] = [];
  for (const cluster of clusters) {
    const fits = countFits(cluster.free, demand.each);
    const weight = weightOf(placement, cluster, fits);
    const obstacle =
      findMismatch(group, cluster) ?? findObstacle(placement, cluster) ?? findOwn(placement, { cluster, fits, weight });
    if (obstacle) obstacles.set(cluster, obstacle);
    else able.push({ cluster, fits, weight });
  }
  const told = (chosen: Chosen[], unmet: Unmet[]) => answer(group.name, clusters, chosen, obstacles, unmet);
  if (able.length === 0) return told([], [{ kind: 'no-cluster' }]);
  const ranked = rank(demand.application, able);
  const weighed = new Map(ranked.map((one) => [one.cluster, one]));
  const places = spread(
    placement.spreadConstraints,
    ranked.map(({ cluster }) => cluster),
  );
  const stay = (unmet: Unmet) => {
    for (const { cluster } of able) if (cluster.runs === null) obstacles.set(cluster, { kind: 'unmet' });
    const running = ranked.filter(({ cluster }) => cluster.runs !== null);
    return told(
      running.map((one) => chosenOf(one, demand.replicas === null ? null : one.cluster.runs, weightOfAll(running))),
      [unmet],
    );
  };
  if (!places.ok) return stay(places.unmet);
  const taken = places.taken.flatMap((cluster) => weighed.get(cluster) ?? []);
  const { type } = placement.replicaScheduling;
  const needs = places.cover.length;
  if (demand.replicas !== null && type !== 'Duplicated' && demand.replicas < needs)
    return stay({ kind: 'replicas', needs, has: demand.replicas });
  for (const [cluster, obstacle] of places.left) obstacles.set(cluster, obstacle);
  const ofWeight = weightOfAll(taken);
  if (demand.replicas === null || type === 'Duplicated')
    return told(
      taken.map((one) => chosenOf(one, demand.replicas, null)),
      [],
    );
  const cover = new Set(places.cover);
  const shares = taken.map((one) => shareOf(one, type, cover.has(one.cluster)));
  const given = (type === 'Weighted' ? divideByWeight : divideByRoom)(demand.replicas, shares);
  const missing = demand.replicas - given.reduce((sum, count) => sum + count, 0);
  taken.forEach(({ cluster, weight }, at) => {
    if (given[at] === 0) obstacles.set(cluster, { kind: 'no-share', weight, ofWeight, replicas: demand.replicas ?? 0 });
  });
  const chosen = taken.flatMap((one, at) => (given[at] ? [chosenOf(one, given[at], ofWeight)] : []));
  return told(chosen, missing > 0 ? [{ kind: 'room', missing }] : []);
}

/** What keeps a cluster out for how it is to be spread and shared: nothing could be given to it. */
function findOwn(
  { spreadConstraints, replicaScheduling }: Placement,
  { cluster, fits, weight }: Weighed,
): Obstacle | undefined {
  const nowhere = spreadConstraints.find(({ spreadBy }) => groupOf(cluster, spreadBy) === null);
  if (nowhere) return { kind: 'nowhere', by: nowhere.spreadBy };
  if (replicaScheduling.type === 'Weighted' && weight === 0) return { kind: 'weightless' };
  if (replicaScheduling.type !== 'Capacity' || cluster.runs !== null) return undefined;
  if (fits === null) return { kind: 'room-unknown' };
  return fits === 0 ? { kind: 'full' } : undefined;
}

/** Of several weights that mean a cluster the greatest holds; without any, all weigh alike. */
function weightOf({ replicaScheduling }: Placement, cluster: Candidate, fits: number | null): number {
  if (replicaScheduling.type === 'Capacity') return Math.min(fits ?? 0, Number.MAX_SAFE_INTEGER);
  if (replicaScheduling.type === 'Duplicated' || replicaScheduling.weights.length === 0) return 1;
  const meant = replicaScheduling.weights.filter(({ targetCluster }) => !findMismatch(targetCluster, cluster));
  return Math.max(0, ...meant.map(({ weight }) => weight));
}

const shareOf = ({ cluster, weight }: Weighed, type: 'Weighted' | 'Capacity', must: boolean): Share => ({
  ...{ weight, must, ran: cluster.runs ?? 0 },
  most: type === 'Weighted' ? Number.POSITIVE_INFINITY : weight + (cluster.runs ?? 0),
});

const weightOfAll = (taken: readonly Weighed[]): number => taken.reduce((sum, { weight }) => sum + weight, 0);

/** Where nothing is shared out, no weight has a say. */
function chosenOf({ cluster, fits, weight }: Weighed, replicas: number | null, ofWeight: number | null): Chosen {
  const grounds: Grounds = { ran: cluster.runs, fits, weight: ofWeight === null ? null : weight, ofWeight };
  return { cluster: cluster.name, replicas, grounds };
}

function answer(
  group: string,
  clusters: readonly Candidate[],
  chosen: readonly Chosen[],
  obstacles: ReadonlyMap<Candidate, Obstacle>,
  unmet: Unmet[],
): Decision {
  const passedOver = clusters.flatMap((cluster) => {
    const obstacle = obstacles.get(cluster);
    return obstacle ? [{ cluster: cluster.name, obstacle }] : [];
  });
  return { group, chosen: byName(chosen), passedOver: byName(passedOver), unmet };
}

/** What a later group means is told that this one holds it all, and what an earlier one means, why that could not. */
function explainGroups(
  groups: readonly Group[],
  tried: readonly Decision[],
  decision: Decision,
  clusters: readonly Candidate[],
): Decision {
  const taken = decision.group;
  const known = new Map(clusters.map((cluster) => [cluster.name, cluster]));
  const passedOver = decision.passedOver.map(({ cluster, obstacle }): PassedOver => {
    const candidate = known.get(cluster);
    const isMismatch = MISMATCHES.has(obstacle.kind);
    const other =
      isMismatch && candidate && groups.find((group) => group.name !== taken && !findMismatch(group, candidate));
    if (!other) return { cluster, obstacle };
    const earlier = tried.find(({ group }) => group === other.name);
    if (!earlier) return { cluster, obstacle: { kind: 'later-group', group: other.name, taken } };
    const own = earlier.passedOver.find((one) => one.cluster === cluster);
    return own ?? { cluster, obstacle: { kind: 'unmet' } };
  });
  return { ...decision, passedOver };
}

const MISMATCHES = new Set<Obstacle['kind']>(['not-named', 'excluded', 'label', 'field']);

const byName = <Named extends { cluster: string }>(rows: readonly Named[]): Named[] =>
  rows.toSorted((a, b) => (a.cluster < b.cluster ? -1 : 1));
