'use client';
import { useQuery } from '@tanstack/react-query';
import { FilePlus2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { newObjectHref } from '../objects/object-href';
import { AllowedLink } from '../shell/allowed-link';
import { SCOPE_PARAMETERS } from '../shell/scope-parameters';
import { TrailTitle } from '../shell/trail-title';
import { useTRPC } from '../trpc/client';
import { failureFrom } from '../trpc/failure-from';
import { QueryFailure } from '../trpc/failure-text';
import { formatCount } from '../ui/format-quantity';
import { PageHeader } from '../ui/page-header';
import { TabLinks } from '../ui/tab-links';
import { ClusterActions } from './cluster-actions';
import { clusterHref } from './cluster-href';

/** The head of one member's pages: its name and state, what can be done with it, and its tabs. */
export function ClusterLayout({ name, children }: { name: string; children: ReactNode }) {
  const t = useTranslations('clusters');
  const locale = useLocale();
  const trpc = useTRPC();
  const cluster = useQuery(trpc.clusters.get.queryOptions({ name }));
  // what has gone out of sight leaves the page, whatever is still remembered of it
  const isGone = cluster.error !== null && failureFrom(cluster.error).kind === 'not-found';
  const data = isGone ? undefined : cluster.data;
  const count = (value: number | undefined) => (value === undefined ? undefined : formatCount(value, locale));
  const tabs = [
    { href: clusterHref(name), label: t('tab.overview') },
    { href: clusterHref(name, 'nodes'), label: t('tab.nodes'), count: data?.whole ? count(data.nodes) : undefined },
    { href: clusterHref(name, 'workloads'), label: t('tab.workloads'), count: count(data?.workloads) },
    { href: clusterHref(name, 'namespaces'), label: t('tab.namespaces') },
    { href: clusterHref(name, 'services'), label: t('tab.services') },
    { href: clusterHref(name, 'pods'), label: t('tab.pods'), count: count(data?.pods) },
    { href: clusterHref(name, 'events'), label: t('tab.events') },
    { href: clusterHref(name, 'configuration'), label: t('tab.configuration') },
    { href: clusterHref(name, 'kinds'), label: t('tab.kinds') },
  ];
  return (
    <>
      <PageHeader
        title={
          <TrailTitle trail={[{ label: t('title'), href: '/clusters' }]} name={name} status={data?.health.status} />
        }
        actions={
          <>
            <AllowedLink href={newObjectHref(name)} action="objects.create" place={{ cluster: name, some: true }}>
              <FilePlus2 className="size-3.5" />
              {t('newObject')}
            </AllowedLink>
            {data && <ClusterActions cluster={data} />}
          </>
        }
      />
      <TabLinks label={t('tabs')} tabs={tabs} keep={SCOPE_PARAMETERS} />
      {cluster.error && (
        <div className="px-6 py-4">
          <QueryFailure error={cluster.error} onRetry={() => void cluster.refetch()} />
        </div>
      )}
      {children}
    </>
  );
}
