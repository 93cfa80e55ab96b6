'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { GrantRow } from '~/server/teams/model/team';
import { useTRPC } from '../trpc/client';
import { PlainTable } from '../ui/plain-table';
import { Status } from '../ui/status';

const SHOWN = 50;

/** The clusters that the team's grants name, and how they fare, as far as whoever looks may see them. */
export function TeamReach({ held }: { held: readonly GrantRow[] }) {
  const t = useTranslations('access.reach');
  const trpc = useTRPC();
  const named = [...new Set(held.flatMap(({ scope }) => (scope.clusters.by === 'name' ? scope.clusters.names : [])))];
  const isEverywhere = held.some(({ scope }) => scope.clusters.by !== 'name');
  const scope = isEverywhere ? {} : { clusters: named.slice(0, 200) };
  const clusters = useQuery({
    ...trpc.clusters.list.queryOptions({ filter: { scope }, offset: 0, limit: SHOWN }),
    enabled: held.length > 0,
  });
  if (held.length === 0 || !clusters.data) return null;
  const { rows, total } = clusters.data;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{t('title', { count: total })}</h3>
      <PlainTable
        label={t('title', { count: total })}
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
        ]}
      />
    </section>
  );
}
