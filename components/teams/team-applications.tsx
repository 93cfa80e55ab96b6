'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { PlainTable } from '../ui/plain-table';
import { Skeleton } from '../ui/skeleton';
import { Status } from '../ui/status';

const MOST = 50;

/** What the team runs, the gravest first, and how much of it somebody else has changed. */
export function TeamApplications({ team }: { team: string }) {
  const t = useTranslations('access.applications');
  const trpc = useTRPC();
  const input = { filter: { team }, sort: { by: 'status', descending: false }, limit: MOST } as const;
  const list = useQuery(trpc.federation.list.queryOptions(input));
  if (list.error) return <QueryFailure error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton className="h-24" />;
  const { rows, total } = list.data;
  const title = t('title', { count: total });
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {total === 0 && <p className="text-sm text-ink-soft">{t('none')}</p>}
      {total > 0 && (
        <PlainTable
          label={title}
          rows={rows}
          keyOf={({ name }) => name}
          columns={[
            {
              head: t('name'),
              cell: ({ name }) => (
                <Link className="text-accent hover:underline" href={`/federation/applications/${name}`}>
                  {name}
                </Link>
              ),
            },
            { head: t('status'), narrow: true, cell: ({ status }) => <Status status={status} /> },
            { head: t('clusters'), narrow: true, cell: ({ applied, clusters }) => `${applied}/${clusters}` },
            { head: t('drifted'), narrow: true, cell: ({ drifted }) => drifted },
          ]}
        />
      )}
    </section>
  );
}
