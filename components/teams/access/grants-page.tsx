'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { holds } from '~/server/teams/model/can';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { Skeleton } from '../../ui/skeleton';
import { GrantsTable } from './grants-table';
import { OwnRights } from './own-rights';
import { RightsInMembers } from './rights-in-members';

const GrantDialog = dynamic(() => import('./grant-dialog').then(({ GrantDialog: dialog }) => dialog));

/** What one holds oneself, and what of others one may look at. */
export function GrantsPage() {
  const t = useTranslations('access.grants');
  const trpc = useTRPC();
  const [giving, setGiving] = useState(false);
  const me = useQuery(trpc.teams.me.queryOptions());
  const maySee = me.data !== undefined && holds(me.data.rights, 'teams.grants');
  const mayGive = me.data !== undefined && holds(me.data.rights, 'teams.grant');
  const grants = useQuery({ ...trpc.teams.grants.queryOptions(), enabled: maySee });
  return (
    <>
      {me.data && <OwnRights rights={me.data.rights} />}
      {maySee && (
        <section className="flex flex-col gap-2">
          <div className="flex items-center justify-between gap-2">
            <h2 className="text-sm font-semibold">{t('all')}</h2>
            <Button look="primary" refusal={mayGive ? undefined : t('mayNotGive')} onClick={() => setGiving(true)}>
              <Plus className="size-4" />
              {t('give')}
            </Button>
          </div>
          {grants.error && <QueryFailure error={grants.error} onRetry={() => void grants.refetch()} />}
          {grants.isPending && <Skeleton className="h-24" />}
          {grants.data && <GrantsTable label={t('all')} grants={grants.data} />}
        </section>
      )}
      <RightsInMembers />
      {giving && <GrantDialog onClose={() => setGiving(false)} />}
    </>
  );
}
