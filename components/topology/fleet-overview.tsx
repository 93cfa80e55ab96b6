'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useScope } from '../shell/use-scope';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Skeleton } from '../ui/skeleton';
import { useUrlParameter } from '../ui/use-url-state';
import { AttentionList } from './attention-list';
import { FirstCluster } from './first-cluster';
import { FleetMap } from './fleet-map';
import { FleetTotals } from './fleet-totals';

/** The chart: what is where, how much of it, and what is not well. */
export function FleetOverview() {
  const t = useTranslations('topology');
  const trpc = useTRPC();
  const { scope } = useScope();
  const [open] = useUrlParameter('open');
  const fleet = useQuery({
    ...trpc.topology.map.queryOptions(scope ? { scope } : {}),
    placeholderData: keepPreviousData,
  });
  const hrefOf = (cluster: string) => `/?open=${encodeURIComponent(cluster)}`;
  const map = fleet.data;
  if (map?.regions.length === 0 && !scope) return <FirstCluster />;
  return (
    <div className="flex flex-col gap-4 px-6 py-5">
      <h1 className="sr-only">{t('overview')}</h1>
      {fleet.error && <QueryFailure error={fleet.error} onRetry={() => void fleet.refetch()} />}
      {map ? <FleetTotals map={map} /> : <Skeleton className="h-14 w-2/3" />}
      <div className="grid items-start gap-6 2xl:grid-cols-[minmax(0,1fr)_19rem]">
        {map && <AttentionList map={map} hrefOf={hrefOf} />}
        {map ? <FleetMap map={map} openCluster={open} hrefOf={hrefOf} /> : <Skeleton className="h-96" />}
      </div>
    </div>
  );
}
