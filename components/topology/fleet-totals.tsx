'use client';
import { useLocale, useTranslations } from 'next-intl';
import type { FleetMap } from '~/server/topology/model/places';
import { formatBytes, formatCores, formatCount } from '../ui/format-quantity';
import { StatusMark } from '../ui/status-mark';
import { inOrder, sumOf } from './status-order';

/** The soundings of the fleet: how much of everything there is, and how much of it is not well. */
export function FleetTotals({ map }: { map: FleetMap }) {
  const t = useTranslations('topology.totals');
  const locale = useLocale();
  const { totals } = map;
  const seesNodes = map.regions.some(({ zones }) => zones.some(({ clusters }) => clusters.some(({ whole }) => whole)));
  const figures = [
    { term: t('clusters'), value: formatCount(sumOf(map.clusters), locale), counts: map.clusters },
    { term: t('nodes'), value: formatCount(sumOf(totals.nodes), locale), counts: totals.nodes, ofNodes: true },
    { term: t('workloads'), value: formatCount(sumOf(totals.workloads), locale), counts: totals.workloads },
    { term: t('pods'), value: formatCount(totals.pods, locale), counts: {} },
    { term: t('cores'), value: formatCores(totals.cpuMillis, locale), counts: {}, ofNodes: true },
    { term: t('memory'), value: formatBytes(totals.memoryBytes, locale), counts: {}, ofNodes: true },
  ].filter(({ ofNodes }) => seesNodes || !ofNodes || map.regions.length === 0);
  return (
    <dl className="flex flex-wrap gap-x-9 gap-y-3">
      {figures.map(({ term, value, counts }) => (
        <div key={term} className="flex min-w-16 flex-col">
          <dt className="text-2xs text-ink-faint">{term}</dt>
          <dd className="text-xl leading-7 font-medium tracking-tight">{value}</dd>
          <dd className="flex h-4 gap-2 text-2xs text-ink-soft">
            {inOrder(counts)
              .filter(({ status }) => status !== 'healthy')
              .map(({ status, count }) => (
                <Exception key={status} status={status} count={count} />
              ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Exception({ status, count }: ReturnType<typeof inOrder>[number]) {
  const t = useTranslations('status.count');
  const locale = useLocale();
  const words = t(status, { count: formatCount(count, locale) });
  return (
    <span className="flex items-center gap-1" title={words}>
      <StatusMark status={status} size={9} label={words} />
      <span aria-hidden>{formatCount(count, locale)}</span>
    </span>
  );
}
