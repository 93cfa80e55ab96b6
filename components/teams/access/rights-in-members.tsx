'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { PlainTable } from '../../ui/plain-table';
import { RelativeTime } from '../../ui/relative-time';
import { StatusMark } from '../../ui/status-mark';

/** In how many clusters the grants hold, and each where the cluster itself does not let them. */
export function RightsInMembers() {
  const t = useTranslations('access.members');
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.clusters.memberRights.queryOptions({}));
  if (error) return <QueryFailure error={error} onRetry={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  const behind = data.filter(({ state }) => state !== 'in-step');
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold">{t('title')}</h2>
      <p className="flex items-center gap-1.5 text-sm text-ink-soft">
        <StatusMark status={behind.length === 0 ? 'healthy' : 'degraded'} />
        {t('inStep', { count: data.length - behind.length, of: data.length })}
      </p>
      {behind.length > 0 && (
        <PlainTable
          label={t('title')}
          rows={behind}
          keyOf={({ cluster }) => cluster}
          columns={[
            { head: t('cluster'), cell: ({ cluster }) => cluster },
            { head: t('state'), narrow: true, cell: ({ state }) => t(`stateOf.${state}`) },
            {
              head: t('reason'),
              cell: ({ reason }) => (
                <q lang="en" className="font-mono text-xs break-words text-ink-soft">
                  {reason}
                </q>
              ),
            },
            {
              head: t('since'),
              narrow: true,
              cell: ({ since }) => (since === null ? t('notYet') : <RelativeTime at={since} />),
            },
          ]}
        />
      )}
    </section>
  );
}
