'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { useRefusal } from '../../trpc/use-refusal';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EntryList } from '../../ui/entry-list';
import { RelativeTime } from '../../ui/relative-time';
import { Skeleton } from '../../ui/skeleton';
import { ProgramText, useWayText } from '../account/session-text';

/** Where somebody else is signed in, and since when; one of them or all can be ended. */
export function PersonSessions({ id }: { id: string }) {
  const t = useTranslations('people.drawer');
  const account = useTranslations('people.account');
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal()('teams.endSessions');
  const wayText = useWayText();
  const sessions = useQuery(trpc.teams.sessionsOf.queryOptions({ id }));
  const end = useMutation(trpc.teams.endSessions.mutationOptions({ onSettled: () => void client.invalidateQueries() }));
  return (
    <section className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">{account('sessions')}</h3>
        {sessions.data && sessions.data.length > 1 && (
          <Button size="sm" disabled={end.isPending} refusal={refusal} onClick={() => end.mutate({ person: id })}>
            {t('endAll')}
          </Button>
        )}
      </div>
      {(sessions.error ?? end.error) && <QueryFailure error={sessions.error ?? end.error} />}
      {sessions.isPending && <Skeleton className="h-12" />}
      {sessions.data?.length === 0 && <p className="text-sm text-ink-soft">{t('noSessions')}</p>}
      <EntryList
        label={account('sessions')}
        entries={sessions.data ?? []}
        keyOf={(session) => session.id}
        title={({ agent, machine, current }) => (
          <>
            <ProgramText agent={agent} machine={machine} />
            {current && <Badge tone="accent">{account('this')}</Badge>}
          </>
        )}
        detail={({ address, by, createdAt, lastSeenAt }) => (
          <>
            {address !== '' && <span className="font-mono">{address}</span>}
            <span>{wayText(by)}</span>
            <span>
              {t('since')} <RelativeTime at={createdAt} />
            </span>
            <span>
              {t('seen')} <RelativeTime at={lastSeenAt} />
            </span>
          </>
        )}
        action={({ id: session, address, machine }) => (
          <Button
            size="sm"
            disabled={end.isPending}
            refusal={refusal}
            aria-label={t('endOf', { address })}
            onClick={() => end.mutate({ person: id, session })}
          >
            {account(machine === null ? 'close' : 'end')}
          </Button>
        )}
      />
    </section>
  );
}
