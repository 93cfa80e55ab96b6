'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ClusterField } from '~/server/federation/model/placement';
import { useTRPC } from '../../../trpc/client';

/** What the fleet calls its clusters, places, labels, teams and applications. */
export type FleetWords = {
  clusters: string[];
  fields: Record<ClusterField, string[]>;
  /** The values that each label has somewhere. */
  labels: ReadonlyMap<string, string[]>;
  teams: string[];
  applications: string[];
};

const MOST = 500;
const namesIn = (all: readonly (string | null)[]) => [...new Set(all)].filter((name) => name !== null).toSorted();

/** Words that are offered while one writes; any other may be written too. */
export function useFleetWords(): FleetWords {
  const trpc = useTRPC();
  const { data: map } = useQuery(trpc.topology.map.queryOptions({}));
  const { data: clusters } = useQuery(trpc.clusters.list.queryOptions({ limit: MOST }));
  const { data: applications } = useQuery(trpc.federation.list.queryOptions({ limit: MOST }));
  const { data: teams } = useQuery(trpc.teams.list.queryOptions());
  // the form is drawn with every letter that is written
  return useMemo(
    () => wordsOf(map?.regions ?? [], clusters?.rows ?? [], applications?.rows ?? [], teams ?? []),
    [map, clusters, applications, teams],
  );
}

type Named = { name: string };
type Region = { region: string | null; zones: { zone: string | null; clusters: Part[] }[] };
type Part = { cluster: string; provider: string | null; environment: string | null };

function wordsOf(
  regions: readonly Region[],
  clusters: readonly { labels: Record<string, string> }[],
  applications: readonly Named[],
  teams: readonly Named[],
): FleetWords {
  const zones = regions.flatMap((region) => region.zones);
  const parts = zones.flatMap((zone) => zone.clusters);
  return {
    clusters: namesIn(parts.map(({ cluster }) => cluster)),
    fields: {
      region: namesIn(regions.map(({ region }) => region)),
      zone: namesIn(zones.map(({ zone }) => zone)),
      provider: namesIn(parts.map(({ provider }) => provider)),
      environment: namesIn(parts.map(({ environment }) => environment)),
    },
    labels: labelsOf(clusters),
    teams: namesIn(teams.map(({ name }) => name)),
    applications: namesIn(applications.map(({ name }) => name)),
  };
}

function labelsOf(rows: readonly { labels: Record<string, string> }[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of rows.flatMap(({ labels }) => Object.entries(labels))) {
    const values = found.get(key);
    if (values) values.push(value);
    else found.set(key, [value]);
  }
  return new Map([...found].map(([key, values]) => [key, namesIn(values)]));
}
