import type { Candidate, Demand, Room } from '../model/candidate';

/** How many more replicas find room; null where it is not known. */
export function countFits(free: Room | null, { cpuMillis, memoryBytes }: Demand['each']): number | null {
  if (free === null) return null;
  const by = (room: number, each: number) => (each > 0 ? Math.floor(room / each) : Number.POSITIVE_INFINITY);
  return Math.max(0, Math.min(by(free.cpuMillis, cpuMillis), by(free.memoryBytes, memoryBytes), Math.floor(free.pods)));
}

/**
 * Clusters in the order in which they are taken: where it runs already, then by a number that each pair of application and
 * cluster has for ever. So a cluster that comes or goes moves nothing else, and applications do not all begin with the same one.
 */
export function rank<Ranked extends { cluster: Candidate }>(
  application: string,
  candidates: readonly Ranked[],
): Ranked[] {
  return candidates
    .map((one) => ({
      one,
      isNew: one.cluster.runs === null ? 1 : 0,
      lot: lotOf(`${application}\n${one.cluster.name}`),
    }))
    .toSorted((a, b) => a.isNew - b.isNew || a.lot - b.lot || (a.one.cluster.name < b.one.cluster.name ? -1 : 1))
    .map(({ one }) => one);
}

/** FNV-1a (https://www.rfc-editor.org/rfc/rfc9923), and a last mix, because like names must not lie side by side. */
function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
