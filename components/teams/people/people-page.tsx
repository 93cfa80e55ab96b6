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
import { PlainTable } from '../../ui/plain-table';
import { RelativeTime } from '../../ui/relative-time';
import { Skeleton } from '../../ui/skeleton';
import { PersonActions } from './person-actions';

const InviteDialog = dynamic(() => import('./invite-dialog').then(({ InviteDialog: dialog }) => dialog));

/** Everyone who can get in, or could: what they hold, and when they were last here. */
export function PeoplePage() {
  const t = useTranslations('people');
  const trpc = useTRPC();
  const refusal = useRefusal();
  const [inviting, setInviting] = useState<PersonRow | 'new'>();
  const people = useQuery(trpc.teams.accounts.queryOptions());
  const list = (names: string[]) =>
    names.length === 0 ? <span className="text-ink-faint">{t('none')}</span> : names.join(', ');
  return (
    <>
      {people.error && <QueryFailure error={people.error} onRetry={() => void people.refetch()} />}
      {people.isPending && <Skeleton className="h-24" />}
      {people.data && (
        <>
          <div className="flex justify-end">
            <Button look="primary" refusal={refusal('teams.invite')} onClick={() => setInviting('new')}>
              <Plus className="size-4" />
              {t('invite')}
            </Button>
          </div>
          <PlainTable
            label={t('title')}
            rows={people.data}
            keyOf={({ id }) => id}
            columns={[
              { head: t('name'), cell: ({ name }) => name },
              { head: t('login'), cell: ({ login }) => <span className="text-ink-soft">{login ?? '–'}</span> },
              { head: t('state'), narrow: true, cell: (row) => <Badge>{t(`states.${stateOf(row)}`)}</Badge> },
              { head: t('held'), cell: ({ roles }) => list(roles) },
              { head: t('teams'), cell: ({ teams }) => list(teams) },
              {
                head: t('seen'),
                narrow: true,
                cell: ({ lastSeenAt }) => (lastSeenAt === null ? t('never') : <RelativeTime at={lastSeenAt} />),
              },
              {
                head: '',
                narrow: true,
                cell: (row) => <PersonActions person={row} onInvite={() => setInviting(row)} />,
              },
            ]}
          />
        </>
      )}
      {inviting && (
        <InviteDialog {...(inviting === 'new' ? {} : { person: inviting })} onClose={() => setInviting(undefined)} />
      )}
    </>
  );
}

function stateOf({ disabled, kind, login, hasPassword, invitedUntil }: PersonRow) {
  if (disabled) return 'disabled';
  if (kind !== 'person') return kind;
  if (login === null || hasPassword) return 'active';
  return invitedUntil === null ? 'noWay' : 'invited';
}
