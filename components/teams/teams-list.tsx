'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { useRefusal } from '../trpc/use-refusal';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { PlainTable } from '../ui/plain-table';
import { Skeleton } from '../ui/skeleton';

const EditTeam = dynamic(() => import('./edit-team').then(({ EditTeam: dialog }) => dialog));

/** The teams one is in, or all for who may see them. */
export function TeamsList() {
  const t = useTranslations('access.teams');
  const trpc = useTRPC();
  const refusal = useRefusal();
  const [adding, setAdding] = useState(false);
  const teams = useQuery(trpc.teams.list.queryOptions());
  const add = (
    <Button look="primary" refusal={refusal('teams.save')} onClick={() => setAdding(true)}>
      <Plus className="size-4" />
      {t('add')}
    </Button>
  );
  return (
    <>
      {teams.error && <QueryFailure error={teams.error} onRetry={() => void teams.refetch()} />}
      {teams.isPending && <Skeleton className="h-24" />}
      {teams.data?.length === 0 && (
        <EmptyState title={t('none')} action={add}>
          {t('noneText')}
        </EmptyState>
      )}
      {teams.data && teams.data.length > 0 && (
        <>
          <div className="flex justify-end">{add}</div>
          <PlainTable
            label={t('title')}
            rows={teams.data}
            keyOf={({ id }) => id}
            columns={[
              {
                head: t('name'),
                cell: ({ name }) => (
                  <Link className="text-accent hover:underline" href={`/teams/team/${name}`}>
                    {name}
                  </Link>
                ),
              },
              {
                head: t('description'),
                cell: ({ description }) => <span className="text-ink-soft">{description}</span>,
              },
              { head: t('members'), narrow: true, cell: ({ members }) => members },
              { head: t('grants'), narrow: true, cell: ({ grants }) => grants },
            ]}
          />
        </>
      )}
      {adding && <EditTeam onClose={() => setAdding(false)} />}
    </>
  );
}
