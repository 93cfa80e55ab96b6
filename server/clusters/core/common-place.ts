type Place = { region: string | null; zone: string | null; provider: string | null };

/**
 * Where a cluster is, read from its nodes: the value that all nodes with one share. A cluster that spans zones has a region
 * and no single zone, which is the truth and not a gap.
 */
export function commonPlace(nodes: Place[]): Place {
  const shared = (field: keyof Place) => {
    const values = new Set(nodes.map((node) => node[field]).filter((value) => value !== null));
    const [only] = values;
    return values.size === 1 && only !== undefined ? only : null;
  };
  return { region: shared('region'), zone: shared('zone'), provider: shared('provider') };
}
