import type { PlacePods, SchedulingIntent } from '../model/scheduling';

type Place = { place: string | null; nodes: number; before: number };

/**
 * How the pods of a workload would be shared out if all were scheduled anew: evenly where they are spread, else as the
 * nodes lie. Taints, free room and other rules are not looked at, so that it is an estimate.
 */
export function predictPlaces(places: readonly Place[], intent: SchedulingIntent): PlacePods[] {
  const total = places.reduce((sum, { before }) => sum + before, 0);
  const named = ({ place }: Place) => place !== null && intent.places.includes(place);
  const isNarrowed =
    intent.affinity === 'require' ||
    (intent.affinity === 'prefer' && places.some((one) => named(one) && one.nodes > 0));
  const open = (one: Place) => one.nodes > 0 && (!isNarrowed || named(one));
  // a node without the label is in no place, and a constraint over places passes it by
  const weight = (one: Place) => {
    if (!open(one) || (intent.spread === 'hard' && one.place === null)) return 0;
    return intent.spread === 'none' ? one.nodes : 1;
  };
  const shares = share(total, places.map(weight));
  return places.map((one, index) => ({ ...one, after: shares[index] ?? 0 }));
}

/** Whole parts of a total by weight: what is left after rounding down goes to the largest remainders. */
export function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((one, other) => one + other, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((one, other) => one + other, 0);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .filter(({ index }) => (weights[index] ?? 0) > 0)
    .toSorted((one, other) => other.rest - one.rest || one.index - other.index);
  for (const { index } of order.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
