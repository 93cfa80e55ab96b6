import { describe, expect, it } from 'vitest';
import type { FleetMap } from '~/server/topology/model/places';
import type { ChartColours } from '../charts/chart-option';
import { fleetTreemapChartOption, fleetTreemapRows } from './fleet-treemap-chart-option';

const totals = { nodes: { healthy: 3, failed: 1 }, workloads: {}, pods: 0, cpuMillis: 32_000, memoryBytes: 1024 };
const cluster = { cluster: '<east>', health: { status: 'failed' }, totals };
const map = { regions: [{ region: 'eu', zones: [{ zone: null, clusters: [cluster] }] }] } as unknown as FleetMap;
const colours = { soft: { failed: 'pink' }, status: { failed: 'red' }, ink: 'ink' } as unknown as ChartColours;

type Tree = { name: string; value?: number; itemStyle?: { color: string }; children?: Tree[] };

describe('the treemap of the fleet', () => {
  const option = fleetTreemapChartOption({ map, measure: 'nodes', colours, nameless: 'no zone', format: String });
  const [series] = option.series as { data: Tree[] }[];

  it('sizes a cluster by the measure and colours it by its health', () => {
    const leaf = series?.data[0]?.children?.[0]?.children?.[0];
    expect(leaf).toMatchObject({ name: '<east>', value: 4, itemStyle: { color: 'pink' } });
    expect(series?.data[0]?.children?.[0]?.name).toBe('no zone');
  });

  it('lets no name become markup', () => {
    const { formatter } = option.tooltip as { formatter: (at: { name: string; value: number }) => string };
    expect(formatter({ name: '<east>', value: 4 })).toBe('&lt;east&gt;<br>4');
  });

  it('says the same in rows', () => {
    expect(fleetTreemapRows(map, 'cpu')).toEqual([{ place: 'eu', cluster: '<east>', status: 'failed', value: 32 }]);
  });
});
