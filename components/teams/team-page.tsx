'use client';
import { useQuery } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { useRefusal } from '../trpc/use-refusal';
import { Button } from '../ui/button';
import { Skeleton } from '../ui/skeleton';
import { GrantsTable } from './access/grants-table';
import { TeamApplications } from './team-applications';
import { TeamChanges } from './team-changes';
import { TeamPeople } from './team-people';
import { TeamReach } from './team-reach';

const EditTeam = dynamic(() => import('./edit-team').then(({ EditTeam: dialog }) => dialog));
const RemoveTeam = dynamic(() => import('./remove-team').then(({ RemoveTeam: dialog }) => dialog));
const GrantDialog = dynamic(() => import('./access/grant-dialog').then(({ GrantDialog: dialog }) => dialog));

/** One team: its people, what it may do and where, and how that part of the fleet fares. */
export function TeamPage({ name }: { name: string }) {
  const t = useTranslations('access.teams');
  const trpc = useTRPC();
  const refusal = useRefusal();
  const [open, setOpen] = useState<'edit' | 'remove' | 'grant'>();
  const team = useQuery(trpc.teams.get.queryOptions({ name }));
  if (team.error) return <QueryFailure error={team.error} onRetry={() => void team.refetch()} />;
  if (!team.data) return <Skeleton className="h-48" />;
  const close = () => setOpen(undefined);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="text-lg font-semibold">{name}</h2>
          <p className="text-sm text-ink-soft">{team.data.description}</p>
        </div>
        <Button refusal={refusal('teams.save')} onClick={() => setOpen('edit')}>
          <Pencil className="size-4" />
          {t('change')}
        </Button>
        <Button look="danger" refusal={refusal('teams.remove')} onClick={() => setOpen('remove')}>
          <Trash2 className="size-4" />
          {t('remove')}
        </Button>
      </div>
      <TeamPeople team={name} people={team.data.people} />
      <section className="flex flex-col gap-2">
        <div className="flex items-center justify-between">
          <h3 className="text-sm font-semibold">{t('grantsOf')}</h3>
          <Button refusal={refusal('teams.grant', 'anywhere')} onClick={() => setOpen('grant')}>
            <Plus className="size-4" />
            {t('give')}
          </Button>
        </div>
        {team.data.held.length === 0 ? (
          <p className="text-sm text-ink-soft">{t('noGrants')}</p>
        ) : (
          <GrantsTable ofOne label={t('grantsOf')} grants={team.data.held} />
        )}
      </section>
      <TeamApplications team={name} />
      <TeamReach team={name} />
      <TeamChanges team={name} />
      {open === 'edit' && <EditTeam team={team.data} onClose={close} />}
      {open === 'remove' && <RemoveTeam name={name} onClose={close} />}
      {open === 'grant' && <GrantDialog team={name} onClose={close} />}
    </>
  );
}
