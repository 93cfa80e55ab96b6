'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { PlainTable } from '../ui/plain-table';
import { Skeleton } from '../ui/skeleton';
import { Status } from '../ui/status';

/** The clusters that the team reaches, the gravest first, and how what it may see in them fares. */
export function TeamReach({ team }: { team: string }) {
  const t = useTranslations('access.reach');
  const trpc = useTRPC();
  const reach = useQuery(trpc.teams.reach.queryOptions({ name: team }));
  if (reach.error) return <QueryFailure error={reach.error} onRetry={() => void reach.refetch()} />;
  if (!reach.data) return <Skeleton className="h-24" />;
  const { rows, total } = reach.data;
  const title = t('title', { count: total });
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {rows.length < total && <p className="text-xs text-ink-faint">{t('gravest', { count: rows.length })}</p>}
      <PlainTable
        label={title}
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          {
            head: t('cluster'),
            cell: ({ name }) => (
              <Link className="text-accent hover:underline" href={`/clusters/${name}`}>
                {name}
              </Link>
            ),
          },
          { head: t('status'), narrow: true, cell: ({ health }) => <Status status={health.status} /> },
          { head: t('environment'), narrow: true, cell: ({ environment }) => environment ?? '–' },
          {
            head: t('workloads'),
            narrow: true,
            cell: ({ workloads, workloadsUnhealthy }) => t('unhealthy', { of: workloads, count: workloadsUnhealthy }),
          },
          { head: t('pods'), narrow: true, cell: ({ pods }) => pods },
        ]}
      />
    </section>
  );
}
