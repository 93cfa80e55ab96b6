import type { Candidate } from '../model/candidate';
import type { RolloutStrategy, Wave } from '../model/rollout';
import { findMismatch } from './find-obstacle';

const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The order in which clusters get a revision: each cluster in one wave, no wave empty. `leaving` are those that the application
 * leaves; they come with the last, when what replaces them stands.
 */
export function planWaves(
  { canary, groups, groupBy }: Pick<RolloutStrategy, 'canary' | 'groups' | 'groupBy'>,
  clusters: readonly Candidate[],
  leaving: readonly string[],
): Wave[] {
  const rest = clusters.toSorted((a, b) => byName(a.name, b.name));
  const waves: Wave[] = [];
  for (const { name, targetCluster } of groups) {
    const meant = rest.filter((cluster) => findMismatch(targetCluster, cluster) === undefined);
    for (const one of meant) rest.splice(rest.indexOf(one), 1);
    waves.push({ name, clusters: meant.map((one) => one.name) });
  }
  const parts = new Set(rest.map((cluster) => partOf(cluster, groupBy)));
  for (const name of [...parts].toSorted(byOrder)) {
    const members = rest.filter((cluster) => partOf(cluster, groupBy) === name);
    waves.push({ name, clusters: members.map((one) => one.name) });
  }
  const filled = waves.filter((wave) => wave.clusters.length > 0);
  const ordered = canary ? withCanary(filled) : filled;
  if (leaving.length === 0) return ordered;
  const last = ordered.at(-1) ?? { name: '', clusters: [] };
  return [...ordered.slice(0, -1), { ...last, clusters: [...last.clusters, ...leaving.toSorted(byName)] }];
}

const partOf = (cluster: Candidate, groupBy: RolloutStrategy['groupBy']): string =>
  groupBy === undefined ? '' : groupBy === 'cluster' ? cluster.name : (cluster[groupBy] ?? '');

/** What has no value comes last. */
const byOrder = (a: string, b: string) => (a === '' ? 1 : b === '' ? -1 : byName(a, b));

/** The first cluster of the first wave goes alone. */
function withCanary(waves: readonly Wave[]): Wave[] {
  const [first, ...others] = waves;
  const [canary, ...beside] = first?.clusters ?? [];
  if (!first || canary === undefined) return [];
  if (beside.length === 0) return [...waves];
  return [{ name: canary, clusters: [canary] }, { ...first, clusters: beside }, ...others];
}

/** The number of each cluster's wave. */
export const waveNumbers = (waves: readonly Wave[]): ReadonlyMap<string, number> =>
  new Map(waves.flatMap(({ clusters }, number) => clusters.map((cluster) => [cluster, number] as const)));
