'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PersonRow } from '~/server/teams/model/person';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { useRefusal } from '../../trpc/use-refusal';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { OpenLink } from '../../ui/open-link';
import { PlainTable } from '../../ui/plain-table';
import { RelativeTime } from '../../ui/relative-time';
import { Skeleton } from '../../ui/skeleton';
import { useUrlParameter } from '../../ui/use-url-state';
import { useRoleText } from '../access/use-role-options';
import { FleetOnly } from '../fleet-only';
import { PersonActions } from './person-actions';
import { stateOf } from './person-state';

const PersonDrawer = dynamic(() => import('./person-drawer').then(({ PersonDrawer: drawer }) => drawer));
const DisableDialog = dynamic(() => import('./disable-dialog').then(({ DisableDialog: dialog }) => dialog));
const InviteDialog = dynamic(() => import('./invite-dialog').then(({ InviteDialog: dialog }) => dialog));

/** Everyone who can get in, or could: what they hold, and when they were last here. */
export function PeoplePage() {
  const t = useTranslations('people');
  return (
    <FleetOnly action="teams.accounts" title={t('hidden')}>
      <People />
    </FleetOnly>
  );
}

function People() {
  const t = useTranslations('people');
  const trpc = useTRPC();
  const refusal = useRefusal();
  const [inviting, setInviting] = useState<PersonRow | 'new'>();
  const [disabling, setDisabling] = useState<PersonRow>();
  const [open, setOpen] = useUrlParameter('open');
  const roleText = useRoleText();
  const people = useQuery(trpc.teams.accounts.queryOptions());
  const rows = people.data?.filter(({ kind }) => kind !== 'service');
  const opened = rows?.find(({ id }) => id === open);
  const actions = (row: PersonRow) => (
    <PersonActions person={row} onInvite={() => setInviting(row)} onDisable={() => setDisabling(row)} />
  );
  const list = (names: string[]) =>
    names.length === 0 ? <span className="text-ink-faint">{t('none')}</span> : names.join(', ');
  return (
    <>
      {people.error && <QueryFailure error={people.error} onRetry={() => void people.refetch()} />}
      {people.isPending && <Skeleton className="h-24" />}
      {rows && (
        <>
          <div className="flex justify-end">
            <Button look="primary" refusal={refusal('teams.invite')} onClick={() => setInviting('new')}>
              <Plus className="size-4" />
              {t('invite')}
            </Button>
          </div>
          <PlainTable
            label={t('title')}
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              {
                head: t('name'),
                cell: ({ id, name }) => (
                  <OpenLink isOpen={open === id} onOpen={() => setOpen(id)}>
                    {name}
                  </OpenLink>
                ),
              },
              { head: t('login'), cell: ({ login }) => <span className="text-ink-soft">{login ?? '–'}</span> },
              { head: t('state'), narrow: true, cell: (row) => <Badge>{t(`states.${stateOf(row)}`)}</Badge> },
              { head: t('held'), cell: ({ roles }) => list(roles.map(roleText)) },
              { head: t('teams'), cell: ({ teams }) => list(teams) },
              {
                head: t('seen'),
                narrow: true,
                cell: ({ lastSeenAt }) => (lastSeenAt === null ? t('never') : <RelativeTime at={lastSeenAt} />),
              },
              {
                head: t('does'),
                narrow: true,
                cell: actions,
              },
            ]}
          />
        </>
      )}
      {opened && (
        <PersonDrawer key={opened.id} person={opened} actions={actions(opened)} onClose={() => setOpen(null)} />
      )}
      {disabling && (
        <DisableDialog kind="person" id={disabling.id} name={disabling.name} onClose={() => setDisabling(undefined)} />
      )}
      {inviting && (
        <InviteDialog {...(inviting === 'new' ? {} : { person: inviting })} onClose={() => setInviting(undefined)} />
      )}
    </>
  );
}
