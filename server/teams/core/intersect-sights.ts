import type { ClusterSight, Sight } from '../model/sight';

/** What lies in both sights: of a cluster that only one of them knows, nothing does. */
export function intersectSights(one: Sight, other: Sight): Sight {
  if (one === 'all') return other;
  if (other === 'all') return one;
  return new Map(
    [...one].flatMap(([name, part]): [string, ClusterSight][] => {
      const same = other.get(name);
      if (!same) return [];
      const namespaces = intersectNames(part.namespaces, same.namespaces);
      return [[name, { id: part.id, whole: part.whole && same.whole, namespaces }]];
    }),
  );
}

type Names = ClusterSight['namespaces'];

function intersectNames(one: Names, other: Names): Names {
  if (one === 'all') return other;
  return other === 'all' ? one : new Set([...one].filter((name) => other.has(name)));
}
