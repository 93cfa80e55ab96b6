import type { Change } from './change';

/** Over this many rows of a cluster it is cheaper to say that any of them may have changed. */
export const MAX_KEYS = 100;

/** One change per topic and cluster, with all rows that any of them named. */
export function mergeChanges(changes: readonly Change[]): Change[] {
  const merged = new Map<string, { topic: Change['topic']; cluster: string; keys: Set<string> | undefined }>();
  for (const { topic, cluster, keys } of changes) {
    const place = `${topic} ${cluster}`;
    const known = merged.get(place) ?? { topic, cluster, keys: new Set<string>() };
    merged.set(place, known);
    if (!keys) known.keys = undefined;
    for (const key of keys ?? []) known.keys?.add(key);
    if (known.keys && known.keys.size > MAX_KEYS) known.keys = undefined;
  }
  return [...merged.values()].map(({ keys, ...change }) => (keys ? { ...change, keys: [...keys] } : change));
}
