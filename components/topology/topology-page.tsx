'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleSlash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { ScopedLink } from '../shell/scoped-link';
import { useScope } from '../shell/use-scope';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { buttonStyle } from '../ui/button';
import { PageHeader } from '../ui/page-header';
import { SegmentedControl } from '../ui/segmented-control';
import { Skeleton } from '../ui/skeleton';
import { useUrlChoice, useUrlParameter } from '../ui/use-url-state';
import { FirstCluster } from './first-cluster';

const FleetMap = dynamic(() => import('./fleet-map').then((module) => module.FleetMap));
const FleetTreemap = dynamic(() => import('./fleet-treemap').then((module) => module.FleetTreemap));
const NodesTable = dynamic(() => import('./nodes-table').then((module) => module.NodesTable));
const PlacedClustersTable = dynamic(() =>
  import('./placed-clusters-table').then((module) => module.PlacedClustersTable),
);

const VIEWS = ['map', 'treemap', 'clusters', 'nodes'] as const;

/** Where everything is: as a chart, by size, and as tables in which places can be edited. */
export function TopologyPage() {
  const t = useTranslations('topology');
  const [shown, show] = useUrlChoice('view', VIEWS);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <ScopedLink href="/topology/loss" className={buttonStyle()}>
              <CircleSlash2 className="size-3.5" />
              {t('ifLost')}
            </ScopedLink>
            <SegmentedControl
              label={t('view')}
              value={shown}
              options={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
              onChange={(next) => void show(next)}
            />
          </>
        }
      />
      {(shown === 'map' || shown === 'treemap') && <Picture view={shown} />}
      {shown === 'clusters' && <PlacedClustersTable />}
      {shown === 'nodes' && <NodesTable />}
    </>
  );
}

function Picture({ view: shown }: { view: 'map' | 'treemap' }) {
  const trpc = useTRPC();
  const { scope } = useScope();
  const [open] = useUrlParameter('open');
  const fleet = useQuery({
    ...trpc.topology.map.queryOptions(scope ? { scope } : {}),
    placeholderData: keepPreviousData,
  });
  if (fleet.error && !fleet.data)
    return (
      <div className="px-6">
        <QueryFailure error={fleet.error} onRetry={() => void fleet.refetch()} />
      </div>
    );
  if (!fleet.data) return <Skeleton className="mx-6 h-96" />;
  if (fleet.data.regions.length === 0 && !scope) return <FirstCluster />;
  const hrefOf = (cluster: string) => `/topology?view=${shown}&open=${encodeURIComponent(cluster)}`;
  return (
    <div className="flex flex-1 flex-col px-6 pb-6">
      {shown === 'map' ? (
        <FleetMap map={fleet.data} openCluster={open} hrefOf={hrefOf} />
      ) : (
        <FleetTreemap map={fleet.data} />
      )}
    </div>
  );
}
