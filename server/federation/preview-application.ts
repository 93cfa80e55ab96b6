import type { Json } from '~/server/kernel/json';
import type { PersonActor } from '~/server/teams/model/actor';
import { compareObjects } from './core/compare-objects';
import { isTooMuch } from './core/is-too-much';
import { namedClusters } from './core/named-clusters';
import { planRollout } from './core/plan-rollout';
import type { PlannedTarget } from './core/plan-targets';
import { lacking, moreNeeded } from './find-needs';
import type { Candidate, Room } from './model/candidate';
import type { OverrideProblem } from './model/manifest';
import type { ApplicationPreview, PreviewedCluster, PreviewInput } from './model/preview';
import { type FederationDeps, type PlannedApplication, planApplication } from './plan-application';
import { readText } from './read-text';

/** What saving the text would do, with a reason for every cluster in sight. Throws `invalid` as `readText`. */
export async function previewApplication(
  deps: FederationDeps,
  actor: PersonActor,
  { text, without }: PreviewInput,
): Promise<ApplicationPreview> {
  const written = await readText(deps.yaml, text);
  const plan = await planApplication(deps, actor, written, without);
  const clusters = clustersOf(plan);
  const unknownClusters = namedClusters(written.spec).filter((name) => !plan.seen.has(name));
  return {
    name: written.name,
    unknownClusters,
    removesMany: countMany(clusters, plan.before),
    decision: plan.decision,
    clusters,
    waves: planRollout(written.spec, plan)?.waves ?? [],
    isBlocked: isBlocked(plan.targets),
  };
}

function roomIn(cluster: Candidate | undefined, needs: Room): PreviewedCluster['room'] {
  if (needs.cpuMillis + needs.memoryBytes + needs.pods === 0) return null;
  const free = cluster?.free ?? null;
  return { zone: cluster?.zone ?? null, needs, free, lacks: free ? lacking(needs, free) : [] };
}

/** Of the clusters that lose too much at once, all that they lose; a cluster that is left loses everything. */
function countMany(clusters: readonly PreviewedCluster[], before: PlannedApplication['before']): number | null {
  const stood = new Map(before.map(({ cluster, objects }) => [cluster, objects.length]));
  const many = clusters.filter(({ cluster, objects }) => isTooMuch(objects.removed, stood.get(cluster) ?? 0));
  return many.length === 0 ? null : many.reduce((sum, { objects }) => sum + objects.removed, 0);
}

const bare = ({ object }: { object: Json }): Json => object;

/** What keeps a manifest from being applied; the other problems are told and no more. */
const BLOCKING = new Set<OverrideProblem['kind']>(['failed', 'identity', 'conflict']);

export const isBlocked = (targets: readonly PlannedTarget[]): boolean =>
  targets.some(({ manifests }) => manifests.some(({ problems }) => problems.some(({ kind }) => BLOCKING.has(kind))));

/** Every cluster that has it now or would have it, by name. */
function clustersOf({
  targets,
  before,
  candidates,
}: Pick<PlannedApplication, 'targets' | 'before' | 'candidates'>): PreviewedCluster[] {
  const places = new Map(candidates.map((one) => [one.name, one]));
  const known = new Map(before.map((target) => [target.cluster, target]));
  const taken = targets.map(({ chosen, manifests }): PreviewedCluster => {
    const old = known.get(chosen.cluster);
    const [was, will] = [(old?.objects ?? []).map(bare), manifests.map(bare)];
    const objects = compareObjects(was, will);
    const isSame = objects.added + objects.changed + objects.removed === 0;
    return {
      cluster: chosen.cluster,
      replicas: chosen.replicas,
      does: old === undefined ? 'joins' : isSame ? 'stays' : 'changes',
      problems: manifests.flatMap(({ problems }, template) => problems.map((problem) => ({ template, problem }))),
      objects,
      room: roomIn(places.get(chosen.cluster), moreNeeded(was, will)),
    };
  });
  const chosen = new Set(targets.map((target) => target.chosen.cluster));
  const left = before
    .filter(({ cluster }) => !chosen.has(cluster))
    .map(({ cluster, objects }): PreviewedCluster => {
      const gone = { added: 0, changed: 0, removed: objects.length };
      return { cluster, replicas: null, does: 'leaves', problems: [], objects: gone, room: null };
    });
  return [...taken, ...left].toSorted((a, b) => (a.cluster < b.cluster ? -1 : 1));
}
