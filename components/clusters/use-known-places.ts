'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../trpc/client';
import type { PlaceField } from './draft';

/** The names of places and environments the fleet uses already, so that one place is not written in two ways. */
export function useKnownPlaces(): Record<PlaceField, string[]> {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.topology.map.queryOptions({}));
  const regions = data?.regions ?? [];
  const zones = regions.flatMap((region) => region.zones);
  const clusters = zones.flatMap((zone) => zone.clusters);
  const names = (all: (string | null)[]) => [...new Set(all)].filter((name) => name !== null).sort();
  return {
    environment: names(clusters.map((cluster) => cluster.environment)),
    provider: names(clusters.map((cluster) => cluster.provider)),
    region: names(regions.map(({ region }) => region)),
    zone: names(zones.map(({ zone }) => zone)),
  };
}
