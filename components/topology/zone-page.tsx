'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleSlash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ClusterPart } from '~/server/topology/model/places';
import { ScopedLink } from '../shell/scoped-link';
import { TrailTitle } from '../shell/trail-title';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { buttonStyle } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Status } from '../ui/status';
import { FleetTotals } from './fleet-totals';
import { NodesTable } from './nodes-table';

/** One zone: what is in it, how it is, and its nodes. */
export function ZonePage({ region, zone }: { region: string; zone: string }) {
  const t = useTranslations('topology');
  const trpc = useTRPC();
  const scope = { regions: [region], zones: [zone], clusters: [], environments: [] };
  const map = useQuery(trpc.topology.map.queryOptions({ scope }));
  const part = map.data?.regions.find((each) => each.region === region)?.zones.find((each) => each.zone === zone);
  return (
    <>
      <PageHeader
        title={
          <TrailTitle
            trail={[{ label: t('title'), href: '/topology' }, { label: region }]}
            name={zone}
            status={part?.status}
          />
        }
        actions={
          <ScopedLink
            href={`/topology/loss?lostRegion=${encodeURIComponent(region)}&lostZone=${encodeURIComponent(zone)}`}
            className={buttonStyle()}
          >
            <CircleSlash2 className="size-3.5" />
            {t('ifLost')}
          </ScopedLink>
        }
      />
      <div className="flex flex-col gap-4 px-6 pb-3">
        {map.error && <QueryFailure error={map.error} onRetry={() => void map.refetch()} />}
        {map.data ? <FleetTotals map={map.data} /> : <Skeleton className="h-14 w-2/3" />}
        {part && <ZoneClusters clusters={part.clusters} />}
      </div>
      {map.data && !part ? (
        <EmptyState title={t('zone.empty')}>{t('zone.emptyText')}</EmptyState>
      ) : (
        <NodesTable region={region} zone={zone} />
      )}
    </>
  );
}

function ZoneClusters({ clusters }: { clusters: ClusterPart[] }) {
  const t = useTranslations('topology.zone');
  return (
    <ul aria-label={t('clusters')} className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {clusters.map(({ cluster, health, spans }) => (
        <li key={cluster} className="flex items-center gap-2">
          <ScopedLink href={`/clusters/${encodeURIComponent(cluster)}`} className="font-medium hover:underline">
            {cluster}
          </ScopedLink>
          <Status status={health.status} className="text-xs" />
          {spans > 1 && <span className="text-xs text-ink-faint">{t('spans', { count: spans })}</span>}
        </li>
      ))}
    </ul>
  );
}
