import type { ApplicationSpec } from '../model/application';
import type { Candidate, Demand } from '../model/candidate';
import type { Chosen, Decision } from '../model/decision';
import type { Manifest } from '../model/manifest';
import { compileManifest } from './compile-manifest';
import { place } from './place';
import type { ReadTemplate } from './read-templates';
import { mainOf, shareReplicas, withReplicas } from './share-replicas';

export type PlannedTarget = { chosen: Chosen; manifests: Manifest[] };
export type Plan = { decision: Decision; targets: PlannedTarget[] };

/**
 * What every cluster is brought to, with a reason for each; the same function feeds preview and save. Clusters in which whoever
 * saves may not change all of the application's namespaces are no candidates: after the rights comes the placement.
 */
export function planTargets(
  spec: Pick<ApplicationSpec, 'placement' | 'overrides'>,
  templates: readonly ReadTemplate[],
  demand: Demand,
  candidates: readonly Candidate[],
  isGranted: (cluster: string) => boolean,
): Plan {
  const granted = candidates.filter(({ name }) => isGranted(name));
  const others = candidates.filter(({ name }) => !isGranted(name));
  const decision = place(spec.placement, demand, granted);
  const passedOver = [
    ...decision.passedOver,
    ...others.map(({ name }) => ({ cluster: name, obstacle: { kind: 'not-granted' } as const })),
  ].toSorted((a, b) => (a.cluster < b.cluster ? -1 : 1));
  const { chosen } = decision;
  const isShared = spec.placement.replicaScheduling.type !== 'Duplicated';
  const main = mainOf(templates);
  const shares = templates.map((template) => shareReplicas(template, main, chosen, isShared));
  const known = new Map(granted.map((one) => [one.name, one]));
  const targets = chosen.flatMap((one, at) => {
    const cluster = known.get(one.cluster);
    if (!cluster) return [];
    const manifests = templates.map((template, index) => {
      const replicas = shares[index]?.[at] ?? null;
      return divided(compileManifest(withReplicas(template.object, replicas), spec.overrides, cluster), replicas);
    });
    return [{ chosen: one, manifests }];
  });
  return { decision: { ...decision, passedOver }, targets };
}

/** The division is an origin of its own, where no override has the last word on it. */
function divided(manifest: Manifest, replicas: number | null): Manifest {
  if (replicas === null || manifest.origins.some(({ path }) => path === '/spec/replicas')) return manifest;
  return { ...manifest, origins: [...manifest.origins, { path: '/spec/replicas', rule: null, overrider: 0 }] };
}
