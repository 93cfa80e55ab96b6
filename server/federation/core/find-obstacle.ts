import type { Candidate } from '../model/candidate';
import type { Obstacle } from '../model/decision';
import type {
  ClusterAffinity,
  ClusterTaint,
  FieldRequirement,
  LabelRequirement,
  Placement,
  Toleration,
} from '../model/placement';

/** What keeps a cluster out of an affinity, if anything: the first that would have to change. */
export function findMismatch(affinity: ClusterAffinity, cluster: Candidate): Obstacle | undefined {
  const { clusterNames, exclude, labelSelector, fieldSelector } = affinity;
  if (clusterNames && !clusterNames.includes(cluster.name)) return { kind: 'not-named' };
  if (exclude.includes(cluster.name)) return { kind: 'excluded' };
  for (const requirement of fieldSelector?.matchExpressions ?? []) {
    const has = cluster[requirement.key];
    if (!agrees(requirement, has)) return { kind: 'field', requirement, has };
  }
  for (const requirement of labelRequirements(labelSelector)) {
    const has = Object.hasOwn(cluster.labels, requirement.key) ? (cluster.labels[requirement.key] ?? null) : null;
    if (!agrees(requirement, has)) return { kind: 'label', requirement, has };
  }
  return undefined;
}

const labelRequirements = (selector: ClusterAffinity['labelSelector']): LabelRequirement[] => [
  ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({
    key,
    operator: 'In' as const,
    values: [value],
  })),
  ...(selector?.matchExpressions ?? []),
];

/** NotIn holds for what has no value: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#set-based-requirement */
function agrees({ operator, values }: LabelRequirement | FieldRequirement, has: string | null): boolean {
  if (operator === 'Exists') return has !== null;
  if (operator === 'DoesNotExist') return has === null;
  return (has !== null && values.includes(has)) === (operator === 'In');
}

/** What keeps an application out of a cluster that its affinity means; a cluster that it runs on keeps it where only the new is kept out. */
export function findObstacle(
  { clusterTolerations, workloadAffinity }: Pick<Placement, 'clusterTolerations' | 'workloadAffinity'>,
  cluster: Candidate,
): Obstacle | undefined {
  const isNew = cluster.runs === null;
  const taint = cluster.taints.find(
    (one) =>
      (isNew || one.effect === 'NoExecute') && !clusterTolerations.some((toleration) => tolerates(toleration, one)),
  );
  if (taint) return { kind: 'taint', taint };
  const lacking = workloadAffinity.with.find((application) => !cluster.hosts.has(application));
  if (lacking !== undefined) return { kind: 'lacks', application: lacking };
  const unwanted = workloadAffinity.without.find((application) => cluster.hosts.has(application));
  if (unwanted !== undefined) return { kind: 'hosts', application: unwanted };
  if (!isNew) return undefined;
  if (cluster.state !== 'active') return { kind: cluster.state };
  const isUnwell = cluster.status === 'failed' || cluster.status === 'unknown';
  return isUnwell ? { kind: 'unwell', status: cluster.status } : undefined;
}

/** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#concepts: an empty key with Exists is every taint. */
function tolerates({ key, operator, value, effect }: Toleration, taint: ClusterTaint): boolean {
  if (effect !== undefined && effect !== taint.effect) return false;
  if (key === '') return operator === 'Exists';
  return key === taint.key && (operator === 'Exists' || value === taint.value);
}
