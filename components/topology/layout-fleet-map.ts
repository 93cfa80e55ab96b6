import type { ClusterPart, FleetMap, RegionPart, ZonePart } from '~/server/topology/model/places';
import { packBoxes } from './pack-boxes';

export type Box = { left: number; top: number; width: number; height: number };
export type PlacedCluster = { part: ClusterPart; box: Box };
export type PlacedZone = { part: ZonePart; box: Box; clusters: PlacedCluster[] };
export type PlacedRegion = { part: RegionPart; box: Box; zones: PlacedZone[] };
export type MapLayout = { regions: PlacedRegion[]; height: number; dense: boolean };

/** Pixels; all boxes are relative to the one around them. */
export const MAP = {
  gap: 12,
  pad: 8,
  regionHead: 30,
  zoneHead: 22,
  cellGap: 6,
  cell: { roomy: 76, dense: 40 },
  column: { least: 132, best: 220 },
  /** Above this many clusters cells lose their rows of nodes. */
  denseAbove: 80,
  tallZone: 3,
} as const;

/** Where every room of the chart stands on a sheet of `width` pixels: regions hold zones, zones hold clusters. */
export function layoutFleetMap(map: FleetMap, width: number): MapLayout {
  const count = map.regions.reduce((sum, region) => sum + clustersIn(region), 0);
  const tries = candidates(width).map((grid) => ({ grid, layout: layoutOnGrid(map, grid, count > MAP.denseAbove) }));
  const best = tries.reduce((left, right) => (cost(right) <= cost(left) ? right : left));
  return best.layout;
}

/** A sheet of `columns` columns, each `column` pixels with its gap; no region is wider than `widest` columns. */
type Grid = { columns: number; column: number; widest: number };

function candidates(width: number): Grid[] {
  const columnsOf = (size: number) => Math.max(1, Math.floor((width + MAP.gap) / (size + MAP.gap)));
  const [fewest, most] = [columnsOf(MAP.column.best), columnsOf(MAP.column.least)];
  const grids: Grid[] = [];
  for (let columns = fewest; columns <= most; columns += 1)
    for (let widest = Math.min(columns, MAP.tallZone); widest <= columns; widest += 1)
      grids.push({ columns, column: (width + MAP.gap) / columns, widest });
  return grids;
}

/** A low chart is seen at a glance; between charts of nearly the same height the one with the wider rooms wins. */
const cost = ({ grid, layout }: { grid: Grid; layout: MapLayout }) =>
  layout.height * (1 + NARROW_PENALTY * Math.max(0, 1 - grid.column / MAP.column.best));
const NARROW_PENALTY = 0.35;

function layoutOnGrid(map: FleetMap, { columns, column, widest }: Grid, dense: boolean): MapLayout {
  const sized = map.regions.map((part) => layoutRegion(part, widest, column, dense));
  const { spots, height } = packBoxes(
    sized.map(({ span, box }) => ({ span, height: box.height })),
    columns,
    MAP.gap,
  );
  const regions = sized.map(({ part, box, zones }, index) => {
    const spot = spots[index] ?? { column: 0, top: 0 };
    return { part, zones, box: { ...box, left: spot.column * column, top: spot.top } };
  });
  return { regions, height, dense };
}

const clustersIn = (region: RegionPart) => region.zones.reduce((sum, zone) => sum + zone.clusters.length, 0);

/** A zone grows sideways only when it would become a tower. */
const zoneSpan = (zone: ZonePart, limit: number) =>
  Math.min(limit, Math.max(1, Math.ceil(zone.clusters.length / MAP.tallZone)));

/** Zones of many clusters first, else in their own order: small rooms then fill the gaps. */
const largestFirst = (zones: readonly ZonePart[]) =>
  [...zones].sort((left, right) => right.clusters.length - left.clusters.length);

type SizedRegion = PlacedRegion & { span: number };

function layoutRegion(part: RegionPart, columns: number, column: number, dense: boolean): SizedRegion {
  const wanted = part.zones.reduce((sum, zone) => sum + zoneSpan(zone, columns), 0);
  const span = Math.max(1, Math.min(columns, wanted));
  const width = span * column - MAP.gap;
  const inner = (width - 2 * MAP.pad + MAP.cellGap) / span;
  const sized = largestFirst(part.zones).map((zone) => layoutZone(zone, span, inner, dense));
  const packed = packBoxes(
    sized.map((zone) => ({ span: zone.span, height: zone.box.height })),
    span,
    MAP.cellGap,
  );
  const zones = sized.map(({ part: zone, box, clusters }, index) => {
    const spot = packed.spots[index] ?? { column: 0, top: 0 };
    const left = MAP.pad + spot.column * inner;
    return { part: zone, clusters, box: { ...box, left, top: MAP.regionHead + spot.top } };
  });
  return { part, span, zones, box: { left: 0, top: 0, width, height: MAP.regionHead + packed.height + MAP.pad } };
}

function layoutZone(part: ZonePart, limit: number, column: number, dense: boolean) {
  const span = zoneSpan(part, limit);
  const width = span * column - MAP.cellGap;
  const cellHeight = dense ? MAP.cell.dense : MAP.cell.roomy;
  const cellWidth = (width - 2 * MAP.cellGap + MAP.cellGap) / span - MAP.cellGap;
  const clusters = part.clusters.map((cluster, index) => {
    const left = MAP.cellGap + (index % span) * (cellWidth + MAP.cellGap);
    const top = MAP.zoneHead + Math.floor(index / span) * (cellHeight + MAP.cellGap);
    return { part: cluster, box: { left, top, width: cellWidth, height: cellHeight } };
  });
  const rows = Math.max(1, Math.ceil(part.clusters.length / span));
  const height = MAP.zoneHead + rows * (cellHeight + MAP.cellGap);
  return { part, span, clusters, box: { left: 0, top: 0, width, height } };
}
