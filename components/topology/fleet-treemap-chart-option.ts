import type { ClusterPart, FleetMap, Totals } from '~/server/topology/model/places';
import type { ChartColours, ChartOption } from '../charts/chart-option';
import type { StatusWord } from '../ui/status-words';
import { sumOf } from './status-order';
import { withoutPlace } from './without-place';

export const MEASURES = ['nodes', 'cpu', 'memory'] as const;
export type Measure = (typeof MEASURES)[number];

const VALUES: Record<Measure, (totals: Totals) => number> = {
  nodes: (totals) => sumOf(totals.nodes),
  cpu: (totals) => totals.cpuMillis / 1000,
  memory: (totals) => totals.memoryBytes,
};

type TreemapInput = {
  map: FleetMap;
  measure: Measure;
  colours: ChartColours;
  nameless: string;
  format: (value: number) => string;
};

/** Region → zone → cluster by area; the colour of a cluster is its health, and rooms are only lines. */
export function fleetTreemapChartOption({ map, measure, colours, nameless, format }: TreemapInput): ChartOption {
  const measured = VALUES[measure];
  const leaf = (part: ClusterPart, zone: string | null) => ({
    name: part.cluster,
    value: Math.max(measured(part.totals), Number.EPSILON),
    itemStyle: { color: colours.soft[part.health.status], borderColor: colours.status[part.health.status] },
    label: { color: colours.ink, formatter: () => withoutPlace(part.cluster, zone) },
  });
  const data = map.regions.map((region) => ({
    name: region.region ?? nameless,
    children: region.zones.map(({ zone, clusters }) => ({
      name: zone ?? nameless,
      children: clusters.map((part) => leaf(part, zone)),
    })),
  }));
  return {
    tooltip: {
      backgroundColor: colours.sheet,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 12 },
      formatter: ({ name, value }) => `${escapeHtml(name)}<br>${escapeHtml(format(Number(value)))}`,
    },
    textStyle: { fontFamily: colours.font },
    series: [
      {
        type: 'treemap',
        roam: false,
        nodeClick: 'zoomToNode',
        animation: false,
        left: 0,
        top: 0,
        right: 0,
        bottom: 0,
        breadcrumb: { show: false },
        upperLabel: { show: true, height: 22, color: colours.ink, fontSize: 12 },
        label: { show: true, fontSize: 11, position: 'insideTopLeft', padding: [2, 2] },
        itemStyle: { borderColor: colours.line, borderWidth: 1, gapWidth: 3 },
        levels: [
          { itemStyle: { borderWidth: 0, borderColor: colours.sheet, gapWidth: 8 }, upperLabel: { show: false } },
          {
            itemStyle: { borderColor: colours.sunken, borderWidth: 4, gapWidth: 4 },
            upperLabel: { fontWeight: 'bold' },
          },
          { itemStyle: { borderColor: colours.paper, borderWidth: 3, gapWidth: 3 } },
        ],
        data,
      },
    ],
  };
}

/** The same figures as rows, for screen readers. */
export function fleetTreemapRows(
  map: FleetMap,
  measure: Measure,
): { place: string; cluster: string; status: StatusWord; value: number }[] {
  const measured = VALUES[measure];
  return map.regions.flatMap((region) =>
    region.zones.flatMap((zone) =>
      zone.clusters.map((part) => ({
        place: [region.region, zone.zone].filter((name) => name !== null).join(' / '),
        cluster: part.cluster,
        status: part.health.status,
        value: measured(part.totals),
      })),
    ),
  );
}

/** Names come from people and members; the tooltip is HTML. */
const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
