/** One who takes part: how much it weighs, what it had, how many it can take at most, and whether it must get one. */
export type Share = { weight: number; ran: number; most: number; must: boolean };

/**
 * Shares out whole replicas by weight, by the method of the largest remainder, so that they always sum to `total` where there is
 * room for it. Where remainders are alike, who had more gets more, then who stands first: a small change of weights moves little.
 */
export function divideByWeight(total: number, shares: readonly Share[]): number[] {
  const given = shares.map(() => 0);
  let left = total;
  while (left > 0) {
    const open = shares.flatMap((share, at) =>
      share.weight > 0 && (given[at] ?? 0) < share.most ? [{ share, at }] : [],
    );
    const weight = open.reduce((sum, { share }) => sum + share.weight, 0);
    if (weight === 0) break;
    const quotas = open.map(({ share, at }) => ({ share, at, quota: (left * share.weight) / weight }));
    const before = left;
    for (const { share, at, quota } of quotas) left -= give(given, at, Math.floor(quota), share.most);
    const rest = quotas.map((one) => ({ ...one, part: one.quota - Math.floor(one.quota) }));
    const order = rest.toSorted((a, b) => b.part - a.part || b.share.ran - a.share.ran || a.at - b.at);
    for (const { share, at } of order) if (left > 0) left -= give(given, at, 1, share.most);
    if (left === before) break;
  }
  return lift(given, shares);
}

function give(given: number[], at: number, count: number, most: number): number {
  const had = given[at] ?? 0;
  given[at] = Math.min(most, had + count);
  return given[at] - had;
}

/**
 * Shares out by free room without moving what runs: more replicas go where room is, by its size; fewer are taken from all in
 * proportion. `weight` is how many more fit. What finds no room is missing from the sum.
 */
export function divideByRoom(total: number, shares: readonly Share[]): number[] {
  const ran = shares.map((share) => share.ran);
  const sum = ran.reduce((all, count) => all + count, 0);
  if (sum >= total)
    return lift(
      divideByWeight(
        total,
        shares.map((share) => ({ ...share, weight: share.ran, most: share.ran })),
      ),
      shares,
    );
  const more = divideByWeight(
    total - sum,
    shares.map((share) => ({ ...share, ran: 0, most: share.weight, must: false })),
  );
  return lift(
    ran.map((count, at) => count + (more[at] ?? 0)),
    shares,
  );
}

/** Takes from who has most for who must have one and has none; the sum stays. */
function lift(given: readonly number[], shares: readonly Share[]): number[] {
  const result = [...given];
  shares.forEach(({ must }, at) => {
    if (!must || (result[at] ?? 0) > 0) return;
    const spare = (count: number, from: number) => (shares[from]?.must ? count - 1 : count);
    const richest = result.reduce(
      (best, count, from) => (spare(count, from) > spare(result[best] ?? 0, best) ? from : best),
      0,
    );
    if (spare(result[richest] ?? 0, richest) < 1) return;
    result[richest] = (result[richest] ?? 0) - 1;
    result[at] = 1;
  });
  return result;
}
