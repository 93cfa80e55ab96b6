import { groupBy } from '~/server/kernel/group-by';
import { gravest, type Status } from '~/server/kernel/status';
import type { ClusterPart, FleetMap, RegionPart, StatusCounts, Totals, ZonePart } from '../model/places';
import type { MapRow } from '../ports';

type Drawn = Pick<FleetMap, 'regions' | 'totals' | 'clusters'>;

/**
 * The chart from its rows: region → zone → cluster. A cluster that spans zones stands in each of them with its part of the
 * nodes; places without a name come last.
 */
export function buildMap(rows: MapRow[]): Drawn {
  const regions = grouped(rows, ({ region }) => region).map(([region, inRegion]): RegionPart => {
    const zones = grouped(inRegion, ({ zone }) => zone).map(([zone, inZone]): ZonePart => {
      const clusters = inZone.map(clusterPart).sort((a, b) => a.cluster.localeCompare(b.cluster));
      return { zone, status: statusOf(clusters), totals: sum(clusters), clusters };
    });
    return { region, status: gravest(zones.map(({ status }) => status)), totals: sum(zones), zones };
  });
  return { regions, totals: sum(regions), clusters: countClusters(rows) };
}

function grouped(rows: MapRow[], by: (row: MapRow) => string | null): [string | null, MapRow[]][] {
  return [...groupBy(rows, by)].sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a.localeCompare(b)));
}

function clusterPart({ cluster, state, environment, provider, health, spans, whole, ...row }: MapRow): ClusterPart {
  const totals = {
    nodes: row.nodes as StatusCounts,
    workloads: row.workloads as StatusCounts,
    pods: row.pods,
    cpuMillis: row.cpuMillis,
    memoryBytes: row.memoryBytes,
  };
  return { cluster, state, environment, provider, health, spans, whole, totals };
}

const statusOf = (clusters: ClusterPart[]): Status => gravest(clusters.map(({ health }) => health.status));

function sum(parts: { totals: Totals }[]): Totals {
  const total: Totals = { nodes: {}, workloads: {}, pods: 0, cpuMillis: 0, memoryBytes: 0 };
  for (const { totals } of parts) {
    add(total.nodes, totals.nodes);
    add(total.workloads, totals.workloads);
    total.pods += totals.pods;
    total.cpuMillis += totals.cpuMillis;
    total.memoryBytes += totals.memoryBytes;
  }
  return total;
}

function add(into: StatusCounts, counts: StatusCounts): void {
  for (const [status, count] of Object.entries(counts) as [Status, number][])
    into[status] = (into[status] ?? 0) + count;
}

function countClusters(rows: MapRow[]): StatusCounts {
  const statusByCluster = new Map(rows.map(({ cluster, health }) => [cluster, health.status]));
  const counts: StatusCounts = {};
  for (const status of statusByCluster.values()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
