'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ScopedLink } from '../shell/scoped-link';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { buttonStyle } from '../ui/button';
import { Drawer } from '../ui/drawer';
import { Skeleton } from '../ui/skeleton';
import { CapacityFacts, PlaceFacts } from './cluster-facts';
import { clusterHref } from './cluster-href';
import { HealthHistory } from './health-history';
import { HealthSentence } from './health-sentence';

/** What is known of one member, in short, with the way to its page. */
export function OpenClusterDrawer({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useTranslations('clusters');
  const trpc = useTRPC();
  const cluster = useQuery(trpc.clusters.get.queryOptions({ name }));
  return (
    <Drawer
      title={name}
      onClose={onClose}
      actions={
        <ScopedLink href={clusterHref(name)} className={buttonStyle({ size: 'md' })}>
          {t('openPage')}
        </ScopedLink>
      }
    >
      {cluster.error && <QueryFailure error={cluster.error} onRetry={() => void cluster.refetch()} />}
      {cluster.data ? (
        <div className="flex flex-col gap-6">
          <HealthSentence health={cluster.data.health} />
          <HealthHistory name={name} />
          <CapacityFacts cluster={cluster.data} />
          <PlaceFacts cluster={cluster.data} />
        </div>
      ) : (
        !cluster.error && <Skeleton className="h-40" />
      )}
    </Drawer>
  );
}
