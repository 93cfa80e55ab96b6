import type { ClusterSight, Sight } from '~/server/teams/model/sight';

/** Whether someone may do all that an application needs in a cluster: '' among the namespaces stands for what belongs to none. */
export function isGranted(sight: Sight, cluster: string, namespaces: readonly string[]): boolean {
  if (sight === 'all') return true;
  const part = sight.get(cluster);
  return part !== undefined && namespaces.every((namespace) => holds(part, namespace));
}

const holds = ({ whole, namespaces }: ClusterSight, namespace: string): boolean =>
  namespace === '' ? whole : namespaces === 'all' || namespaces.has(namespace);
