import { at, type Json, json } from '~/server/kernel/json';
import type { Chosen } from '../model/decision';
import { divideByWeight } from './divide';
import type { ReadTemplate } from './read-templates';

/** How many replicas a template asks for; null for what has none. */
export function replicasOf({ object }: Pick<ReadTemplate, 'object'>): number | null {
  const replicas = at(object, 'spec', 'replicas');
  const hasPods = at(object, 'spec', 'template', 'spec') !== undefined;
  // as the API server defaults it: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas
  if (replicas === undefined && hasPods && SCALED.has(String(object['kind']))) return 1;
  return typeof replicas === 'number' ? replicas : null;
}

const SCALED = new Set(['Deployment', 'StatefulSet', 'ReplicaSet']);

/** The workload by which an application is placed: the one with the most replicas, the first of several. */
export const mainOf = (templates: readonly ReadTemplate[]): ReadTemplate | undefined =>
  templates
    .filter((template) => replicasOf(template) !== null)
    .toSorted((a, b) => (replicasOf(b) ?? 0) - (replicasOf(a) ?? 0))[0];

/**
 * A template's replicas in each of the chosen clusters, in their order: of the main workload as decided, of the others in the
 * same proportion, so that each sums to what its template asks for. Null where a template has none, or all have all.
 */
export function shareReplicas(
  template: ReadTemplate,
  main: ReadTemplate | undefined,
  chosen: readonly Chosen[],
  isShared: boolean,
): (number | null)[] {
  const replicas = replicasOf(template);
  if (!isShared || replicas === null) return chosen.map(() => null);
  if (template === main) return chosen.map((one) => one.replicas);
  const weights = chosen.map((one) => ({
    ...{ weight: one.replicas ?? 0, ran: 0, most: Number.POSITIVE_INFINITY, must: false },
  }));
  return divideByWeight(replicas, weights);
}

/** The template with so many replicas. */
export const withReplicas = (object: Json, replicas: number | null): Json =>
  replicas === null ? object : { ...object, spec: { ...json(object['spec']), replicas } };
