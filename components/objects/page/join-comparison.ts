import { groupBy } from '~/server/kernel/group-by';
import type { ComparedCluster } from '~/server/objects/model/comparison';

type Found = Extract<ComparedCluster, { answer: 'found' }>;
export type Comparison = {
  /** Clusters whose objects are equal, the largest group first. */
  groups: { clusters: string[] }[];
  /** The fields in which groups differ, one value for each group. */
  fields: { path: string; values: (string | null)[] }[];
  truncated: number;
  absent: string[];
  failed: Extract<ComparedCluster, { answer: 'failed' }>[];
  waiting: string[];
};

/** Puts together what members have answered so far; whoever was asked and has not answered is waited for. */
export function joinComparison(asked: readonly string[], answers: readonly ComparedCluster[]): Comparison {
  const found = answers.filter((one) => one.answer === 'found');
  const groups = groupBy(found, ({ group }) => group);
  const sorted = [...groups.values()].toSorted((one, other) => other.length - one.length);
  const answered = new Set(answers.map(({ cluster }) => cluster));
  const names = (list: readonly { cluster: string }[]) => list.map(({ cluster }) => cluster).toSorted();
  return {
    groups: sorted.map((group) => ({ clusters: names(group) })),
    fields: fieldsOf(sorted),
    truncated: Math.max(0, ...found.map(({ more }) => more)),
    absent: names(answers.filter(({ answer }) => answer === 'absent')),
    failed: answers
      .filter((one) => one.answer === 'failed')
      .toSorted((one, other) => one.cluster.localeCompare(other.cluster)),
    waiting: asked.filter((cluster) => !answered.has(cluster)),
  };
}

type Differences = ReadonlyMap<string, Found['differences'][number]>;

/**
 * Every group tells how it differs from group 0, so a group that says nothing of a field has the value of that one. A group may
 * lack as a whole what others differ within: then the fields within are the rows, and it has none of them.
 */
function fieldsOf(groups: readonly Found[][]): Comparison['fields'] {
  const own = groups.map((group) => new Map(group.flatMap((one) => one.differences).map((one) => [one.path, one])));
  const first = new Map(own.flatMap((differences) => [...differences]).map(([path, { before }]) => [path, before]));
  const paths = [...first.keys()].toSorted();
  const innermost = paths.filter((path) => !paths.some((other) => isWithin(other, path)));
  const valueIn = (differences: Differences, path: string) => {
    const differing = differences.get(path) ?? [...differences.values()].find((one) => isWithin(path, one.path));
    return differing ? differing.after : (first.get(path) ?? null);
  };
  return innermost.map((path) => ({ path, values: own.map((differences) => valueIn(differences, path)) }));
}

const isWithin = (path: string, outer: string): boolean =>
  path.startsWith(outer) && (path[outer.length] === '.' || path[outer.length] === '[');
