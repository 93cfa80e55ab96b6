'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../trpc/client';

/** The regions and zones that the fleet has already. */
export function usePlaceNames(): { region: string[]; zone: string[] } {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.topology.map.queryOptions({}));
  const regions = data?.regions ?? [];
  return {
    region: regions.flatMap(({ region }) => region ?? []),
    zone: [...new Set(regions.flatMap(({ zones }) => zones.flatMap(({ zone }) => zone ?? [])))],
  };
}
