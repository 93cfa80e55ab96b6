import { groupBy } from '~/server/kernel/group-by';
import { gravest, gravityOf } from '~/server/kernel/status';
import type { Distribution, DistributionInput, Share } from '../model/distribution';
import type { Target } from '../model/target';

/** One cluster of an application and where it lies; null where nobody said. */
export type PlacedTarget = Pick<Target, 'cluster' | 'status' | 'state'> & {
  application: string;
  region: string | null;
  zone: string | null;
};

/** Applications by places, the gravest first; no more than `most` of them. */
export function distributionOf(
  targets: readonly PlacedTarget[],
  by: DistributionInput['by'],
  most: number,
): Distribution {
  const applications = groupBy(targets, ({ application }) => application);
  const rows = [...applications].map(([application, own]) => ({
    application,
    status: gravest(own.map(({ status }) => status)),
    shares: [...groupBy(own, (target) => target[by] ?? '')].map(shareOf).toSorted((a, b) => compare(a.place, b.place)),
  }));
  const shown = rows
    .toSorted((a, b) => gravityOf(b.status) - gravityOf(a.status) || compare(a.application, b.application))
    .slice(0, most);
  const places = new Set(shown.flatMap(({ shares }) => shares.map(({ place }) => place)));
  const clusters = new Set(targets.map(({ cluster }) => cluster)).size;
  return { places: [...places].toSorted(compare), rows: shown, total: rows.length, clusters };
}

const shareOf = ([place, targets]: [string, PlacedTarget[]]): Share => ({
  place,
  status: gravest(targets.map(({ status }) => status)),
  clusters: targets.length,
  applied: targets.filter(({ state }) => state === 'applied').length,
});

/** By name; what has none is last. */
const compare = (one: string, other: string) => {
  if (one === '' || other === '') return Number(one === '') - Number(other === '');
  return one < other ? -1 : Number(one > other);
};
