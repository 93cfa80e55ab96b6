'use client';
import { TreemapChart } from 'echarts/charts';
import { TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useTheme } from 'next-themes';
import { useEffect, useRef } from 'react';
import { readChartColours } from './chart-colours';
import type { ChartColours, ChartOption } from './chart-option';
import { ChartTable, type ChartTableProps } from './chart-table';

register([TreemapChart, TooltipComponent, CanvasRenderer]);

type ChartProps = { prepare: (colours: ChartColours) => ChartOption; table: ChartTableProps };

/** Draws what a `*-chart-option` prepared, in the colours of the theme, with the same figures as a table behind it. */
export function Chart({ prepare, table }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const { resolvedTheme } = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the page when it changes
  useEffect(() => {
    if (place.current === null) return;
    const chart = init(place.current);
    chart.setOption(prepare(readChartColours(document.documentElement)));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [prepare, resolvedTheme]);
  return (
    <figure className="relative size-full">
      <div ref={place} aria-hidden className="absolute inset-0" />
      <ChartTable {...table} />
    </figure>
  );
}
