import { at, isSame, type Json, text } from '~/server/kernel/json';
import type { Comparison } from '../model/view';
import { acrossClusters } from './comparable';
import { diffFields } from './diff-fields';

const MOST_FIELDS = 500;

/** Clusters whose objects are equal form a group, the largest first; `fields` are those in which the groups differ. */
export function compareObjects(found: ReadonlyMap<string, Json>): Pick<Comparison, 'groups' | 'fields' | 'truncated'> {
  const groups: { clusters: string[]; object: Json }[] = [];
  for (const [cluster, object] of [...found].toSorted(([one], [other]) => one.localeCompare(other))) {
    const plain = acrossClusters(object);
    const same = groups.find((group) => isSame(group.object, plain));
    if (same) same.clusters.push(cluster);
    else groups.push({ clusters: [cluster], object: plain });
  }
  groups.sort((one, other) => other.clusters.length - one.clusters.length);
  const values = new Map<string, (string | null)[]>();
  const [first, ...others] = groups;
  for (const [index, { object }] of others.entries()) {
    for (const { path, before, after } of diffFields(first?.object, object)) {
      const row = values.get(path) ?? groups.map(() => before);
      row[index + 1] = after;
      values.set(path, row);
    }
  }
  const fields = [...values]
    .map(([path, row]) => ({ path, values: row }))
    .toSorted((a, b) => a.path.localeCompare(b.path));
  return {
    groups: groups.map(({ clusters }) => ({ clusters, createdAt: createdOf(clusters, found) })),
    fields: fields.slice(0, MOST_FIELDS),
    truncated: Math.max(0, fields.length - MOST_FIELDS),
  };
}

const createdOf = (clusters: string[], found: ReadonlyMap<string, Json>) =>
  Object.fromEntries(
    clusters.map((cluster) => [cluster, text(at(found.get(cluster), 'metadata', 'creationTimestamp'))]),
  );
