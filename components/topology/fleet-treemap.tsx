'use client';
import dynamic from 'next/dynamic';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { FleetMap } from '~/server/topology/model/places';
import type { ChartColours } from '../charts/chart-option';
import { formatBytes, formatCount } from '../ui/format-quantity';
import { SegmentedControl } from '../ui/segmented-control';
import { Skeleton } from '../ui/skeleton';
import { useUrlChoice } from '../ui/use-url-state';
import { fleetTreemapChartOption, fleetTreemapRows, MEASURES } from './fleet-treemap-chart-option';

const Chart = dynamic(() => import('../charts/chart').then((module) => module.Chart), {
  ssr: false,
  loading: () => <Skeleton className="h-full" />,
});

/** The fleet by size: which region, zone and cluster holds how much, and how it is. */
export function FleetTreemap({ map }: { map: FleetMap }) {
  const t = useTranslations('topology');
  const s = useTranslations('status');
  const locale = useLocale();
  const [measure, setMeasure] = useUrlChoice('size', MEASURES);
  const format = useCallback(
    (value: number) => (measure === 'memory' ? formatBytes(value, locale) : formatCount(Math.round(value), locale)),
    [measure, locale],
  );
  const nameless = t('noZone');
  const prepare = useCallback(
    (colours: ChartColours) => fleetTreemapChartOption({ map, measure, colours, nameless, format }),
    [map, measure, nameless, format],
  );
  const rows = fleetTreemapRows(map, measure);
  return (
    <section aria-label={t('treemap')} className="flex flex-1 flex-col gap-3">
      <SegmentedControl
        label={t('sizedBy')}
        value={measure}
        options={MEASURES.map((value) => ({ value, label: t(`measure.${value}`) }))}
        onChange={(next) => void setMeasure(next)}
      />
      <div className="h-[32rem] flex-1 rounded-lg border border-line bg-sheet p-2">
        <Chart
          prepare={prepare}
          table={{
            caption: t('treemap'),
            head: [t('column.zone'), t('column.cluster'), t('column.status'), t(`measure.${measure}`)],
            rows: rows.map((row) => [row.place, row.cluster, s(row.status), format(row.value)]),
          }}
        />
      </div>
    </section>
  );
}
