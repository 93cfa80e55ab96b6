import type { Candidate } from '../model/candidate';
import type { Obstacle, Unmet } from '../model/decision';
import type { SpreadBy, SpreadConstraint } from '../model/placement';

type Spread =
  /** `cover` are the clusters without which a minimum is not kept. */
  { ok: true; taken: Candidate[]; cover: Candidate[]; left: Map<Candidate, Obstacle> } | { ok: false; unmet: Unmet };

/** Looks at no more partial choices than this; what is not found by then is told as unmet. */
const MOST_STEPS = 500;

export const groupOf = (cluster: Candidate, by: SpreadBy): string | null =>
  by === 'cluster' ? cluster.name : cluster[by];

/** Takes as many of the ranked clusters as the constraints allow, beginning with the fewest that keep every minimum. */
export function spread(constraints: readonly SpreadConstraint[], ranked: readonly Candidate[]): Spread {
  for (const { spreadBy: by, minGroups: needs } of constraints) {
    const has = new Set(ranked.map((cluster) => groupOf(cluster, by))).size;
    if (has < needs) return { ok: false, unmet: { kind: 'spread', by, needs, has } };
  }
  const tally = createTally(constraints);
  const cover = findCover(tally, sitesOf(constraints, ranked), { steps: 0 });
  if (!cover) return { ok: false, unmet: unmetOf(constraints, ranked) };
  const taken = new Set(cover);
  const left = new Map<Candidate, Obstacle>();
  for (const cluster of evenly(constraints, ranked, taken)) {
    const full = tally.full(cluster);
    if (full) left.set(cluster, { kind: 'spread', by: full.spreadBy, most: full.maxGroups ?? 0 });
    else {
      tally.add(cluster);
      taken.add(cluster);
    }
  }
  return { ok: true, taken: [...taken], cover, left };
}

/**
 * The first choice in the order of ranks that keeps all minima and breaks no maximum. Clusters that lie in the same places are
 * one choice, so that the work grows with the places and not with the clusters.
 */
function findCover(tally: Tally, sites: readonly Candidate[][], work: { steps: number }): Candidate[] | undefined {
  if (tally.isMet()) return [];
  if (++work.steps > MOST_STEPS) return undefined;
  const open = sites.flatMap((site, rank) => {
    const cluster = site.find((one) => !tally.has(one));
    return cluster && !tally.full(cluster) ? [{ cluster, rank, gain: tally.gain(cluster) }] : [];
  });
  // what is still open must be able to open as many groups as are missing
  if (!tally.canBeMet(open.map(({ cluster }) => cluster))) return undefined;
  const useful = open.filter(({ gain }) => gain > 0).toSorted((a, b) => b.gain - a.gain || a.rank - b.rank);
  for (const { cluster } of useful) {
    tally.add(cluster);
    const rest = findCover(tally, sites, work);
    if (rest) return [cluster, ...rest];
    tally.remove(cluster);
  }
  return undefined;
}

/** Ranked clusters by the places that the constraints ask about, the best site first. */
function sitesOf(constraints: readonly SpreadConstraint[], ranked: readonly Candidate[]): Candidate[][] {
  const places = constraints.map(({ spreadBy }) => spreadBy).filter((by) => by !== 'cluster');
  const sites = new Map<string, Candidate[]>();
  for (const cluster of ranked) {
    const site = places.map((by) => groupOf(cluster, by)).join('\n');
    const known = sites.get(site);
    if (known) known.push(cluster);
    else sites.set(site, [cluster]);
  }
  return [...sites.values()];
}

/** The others in the order in which they are added: by turns from each group where the number of clusters is bounded. */
function evenly(constraints: readonly SpreadConstraint[], ranked: readonly Candidate[], taken: ReadonlySet<Candidate>) {
  const others = ranked.filter((cluster) => !taken.has(cluster));
  const isBounded = constraints.some(({ spreadBy, maxGroups }) => spreadBy === 'cluster' && maxGroups !== undefined);
  const by = (['zone', 'region', 'provider'] as const).find((one) =>
    constraints.some(({ spreadBy }) => spreadBy === one),
  );
  if (!isBounded || !by) return others;
  const turns = new Map<string | null, number>();
  const turnOf = (cluster: Candidate) => {
    const turn = (turns.get(groupOf(cluster, by)) ?? 0) + 1;
    turns.set(groupOf(cluster, by), turn);
    return turn;
  };
  for (const cluster of taken) turnOf(cluster);
  const isNew = (cluster: Candidate) => (cluster.runs === null ? 1 : 0);
  return others
    .map((cluster, index) => ({ cluster, index, turn: turnOf(cluster) }))
    .toSorted((a, b) => isNew(a.cluster) - isNew(b.cluster) || a.turn - b.turn || a.index - b.index)
    .map(({ cluster }) => cluster);
}

type Tally = ReturnType<typeof createTally>;

/** Which groups of each constraint hold how many of the clusters that are taken. */
function createTally(constraints: readonly SpreadConstraint[]) {
  const counts = constraints.map((constraint) => ({ constraint, held: new Map<string, number>() }));
  const groupIn = (cluster: Candidate, by: SpreadBy) => groupOf(cluster, by) ?? '';
  const taken = new Set<Candidate>();
  const change = (cluster: Candidate, by: number) => {
    if (by > 0) taken.add(cluster);
    else taken.delete(cluster);
    for (const { constraint, held } of counts) {
      const group = groupIn(cluster, constraint.spreadBy);
      const count = (held.get(group) ?? 0) + by;
      if (count === 0) held.delete(group);
      else held.set(group, count);
    }
  };
  const opens = (cluster: Candidate) =>
    counts.filter(({ constraint, held }) => !held.has(groupIn(cluster, constraint.spreadBy)));
  return {
    add: (cluster: Candidate) => change(cluster, 1),
    remove: (cluster: Candidate) => change(cluster, -1),
    isMet: () => counts.every(({ constraint, held }) => held.size >= constraint.minGroups),
    gain: (cluster: Candidate) =>
      opens(cluster).filter(({ constraint, held }) => held.size < constraint.minGroups).length,
    full: (cluster: Candidate) =>
      opens(cluster).find(({ constraint, held }) => held.size >= (constraint.maxGroups ?? Number.POSITIVE_INFINITY))
        ?.constraint,
    has: (cluster: Candidate) => taken.has(cluster),
    canBeMet: (open: readonly Candidate[]) =>
      counts.every(({ constraint: { spreadBy, minGroups }, held }) => {
        // of a site any number of clusters may be taken
        if (spreadBy === 'cluster' || held.size >= minGroups) return true;
        const groups = new Set(open.map((cluster) => groupIn(cluster, spreadBy)).filter((group) => !held.has(group)));
        return held.size + groups.size >= minGroups;
      }),
  };
}

/** Each minimum could be kept alone, and not all of them together: the one that asks for most is named. */
function unmetOf(constraints: readonly SpreadConstraint[], ranked: readonly Candidate[]): Unmet {
  const hardest = constraints.toSorted((a, b) => b.minGroups - a.minGroups)[0];
  if (!hardest) return { kind: 'no-cluster' };
  const { spreadBy: by, minGroups: needs } = hardest;
  return { kind: 'spread', by, needs, has: new Set(ranked.map((cluster) => groupOf(cluster, by))).size };
}
