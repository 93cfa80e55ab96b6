'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { DescriptionList } from '../ui/description-list';
import { Skeleton } from '../ui/skeleton';

type PodsByZoneProps = { cluster: string; namespace: string; workload: string };

/** How many pods of one workload run in each zone. */
export function PodsByZone(workload: PodsByZoneProps) {
  const t = useTranslations('clusters.object');
  const trpc = useTRPC();
  const counts = useQuery(trpc.clusters.podCounts.queryOptions(workload));
  if (counts.error) return <QueryFailure error={counts.error} onRetry={() => void counts.refetch()} />;
  return (
    <section aria-labelledby="pods-by-zone">
      <h3 id="pods-by-zone" className="pb-1 text-xs font-medium text-ink-soft">
        {t('pods')}
      </h3>
      {counts.isPending && <Skeleton className="h-8" />}
      {counts.data?.length === 0 && <p className="text-sm text-ink-faint">{t('podsNone')}</p>}
      {counts.data && (
        <DescriptionList
          facts={counts.data.map(({ region, zone, ready, total }) => ({
            term: [region, zone].filter(Boolean).join(' / ') || '–',
            value: t('podsReady', { ready, total }),
          }))}
        />
      )}
    </section>
  );
}
