import type { PreviewedCluster, PreviewedRoom } from '~/server/federation/model/preview';

export type ZoneRoom = {
  zone: string | null;
  clusters: number;
  lacking: string[];
  needs: PreviewedRoom['needs'];
  free: PreviewedRoom['free'];
};

/** What is needed and free in each zone, over the clusters in which something more is needed; free is null where of one it is not known. */
export function zoneRooms(clusters: readonly Pick<PreviewedCluster, 'cluster' | 'room'>[]): ZoneRoom[] {
  const zones = new Map<string | null, ZoneRoom>();
  for (const { cluster, room } of clusters) {
    if (!room) continue;
    const known = zones.get(room.zone);
    zones.set(room.zone, {
      zone: room.zone,
      clusters: (known?.clusters ?? 0) + 1,
      lacking: [...(known?.lacking ?? []), ...(room.lacks.length > 0 ? [cluster] : [])],
      needs: known ? plus(known.needs, room.needs) : room.needs,
      free: known ? known.free && room.free && plus(known.free, room.free) : room.free,
    });
  }
  return [...zones.values()].toSorted((a, b) => ((a.zone ?? '~') < (b.zone ?? '~') ? -1 : 1));
}

const plus = (one: PreviewedRoom['needs'], other: PreviewedRoom['needs']): PreviewedRoom['needs'] => ({
  cpuMillis: one.cpuMillis + other.cpuMillis,
  memoryBytes: one.memoryBytes + other.memoryBytes,
  pods: one.pods + other.pods,
});
