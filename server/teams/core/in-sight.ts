import type { ClusterSight, Sight, Target } from '../model/sight';

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

/** Whether two sights are of the same. */
export function isSameSight(one: Sight, other: Sight): boolean {
  if (one === 'all' || other === 'all') return one === other;
  return one.size === other.size && [...one].every(([name, part]) => isSamePart(part, other.get(name)));
}

function isSamePart(one: ClusterSight, other: ClusterSight | undefined): boolean {
  if (one.id !== other?.id || one.whole !== other.whole) return false;
  const [mine, theirs] = [one.namespaces, other.namespaces];
  if (mine === 'all' || theirs === 'all') return mine === theirs;
  return mine.size === theirs.size && [...mine].every((name) => theirs.has(name));
}
