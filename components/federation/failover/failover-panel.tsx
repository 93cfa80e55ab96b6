'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ApplicationView } from '~/server/federation/model/row';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { DrillForm } from './drill-form';
import { FailoverList } from './failover-list';

const AGAIN_MS = 5000;

/** What an application does when a cluster fails, what it has done, and how to try it. */
export function FailoverPanel({ application }: { application: ApplicationView }) {
  const t = useTranslations('federation.failover');
  const trpc = useTRPC();
  const { name, spec } = application;
  const { data, error, refetch } = useQuery({
    ...trpc.federation.failovers.queryOptions({ name }),
    refetchInterval: ({ state }) => (state.error ? false : AGAIN_MS),
  });
  return (
    <div className="flex max-w-4xl flex-col gap-5 px-6 py-4">
      <p className="text-sm text-ink-soft">{spec.failover ? t('policy', policyOf(spec.failover)) : t('noPolicy')}</p>
      <DrillForm application={application} open={data?.filter(({ endedAt }) => endedAt === null) ?? []} />
      {error && <QueryFailure error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton className="h-32" />}
      {data?.length === 0 && <EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
      {data && data.length > 0 && <FailoverList name={name} failovers={data} />}
    </div>
  );
}

type Policy = NonNullable<ApplicationView['spec']['failover']>;

const policyOf = ({ graceMinutes, maxPerHour, returns, returnAfterMinutes, cordoned }: Policy) => ({
  ...{ grace: graceMinutes, rate: maxPerHour, after: returnAfterMinutes },
  ...{ returns: String(returns), cordoned: String(cordoned) },
});
