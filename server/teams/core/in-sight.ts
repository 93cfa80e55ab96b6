import type { Sight, Target } from '../model/sight';

/** Whether what an input names is in sight. */
export function isInSight(sight: Sight, { cluster, namespace, some }: Target): boolean {
  if (sight === 'all') return true;
  const part = sight.get(cluster);
  if (!part) return false;
  if (some) return true;
  return namespace === undefined ? part.whole : seesNamespace(part.namespaces, namespace);
}

/** Whether all of a cluster is in sight: every namespace and what belongs to none. */
export function seesEverythingOf(sight: Sight, cluster: string): boolean {
  if (sight === 'all') return true;
  const part = sight.get(cluster);
  return part?.whole === true && part.namespaces === 'all';
}

const seesNamespace = (namespaces: 'all' | ReadonlySet<string>, namespace: string) =>
  namespaces === 'all' || namespaces.has(namespace);

/** What of a cluster is in sight, as pages need it: `namespaces` in order, null for all. */
export function seenOf(sight: Sight, cluster: string): { whole: boolean; namespaces: string[] | null } {
  if (sight === 'all') return { whole: true, namespaces: null };
  const { whole = false, namespaces = new Set<string>() } = sight.get(cluster) ?? {};
  return { whole, namespaces: namespaces === 'all' ? null : [...namespaces].toSorted() };
}
