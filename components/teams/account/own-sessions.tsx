'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { SessionRow } from '~/server/teams/model/person';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { PlainTable } from '../../ui/plain-table';
import { RelativeTime } from '../../ui/relative-time';
import { ProgramText, useWayText } from './session-text';

/** Where one is signed in; each can be ended from here. */
export function OwnSessions({ sessions }: { sessions: SessionRow[] }) {
  const t = useTranslations('people.account');
  const wayText = useWayText();
  const people = useTranslations('people');
  const trpc = useTRPC();
  const client = useQueryClient();
  const close = useMutation(
    trpc.teams.closeSession.mutationOptions({ onSuccess: () => void client.invalidateQueries() }),
  );
  return (
    <>
      {close.error && <QueryFailure error={close.error} />}
      <PlainTable
        label={t('sessions')}
        rows={sessions}
        keyOf={({ id }) => id}
        columns={[
          {
            head: t('program'),
            cell: ({ agent, machine, current }) => (
              <span className="flex items-baseline gap-2">
                <ProgramText agent={agent} machine={machine} />
                {current && <Badge tone="accent">{t('this')}</Badge>}
              </span>
            ),
          },
          { head: t('from'), narrow: true, cell: ({ address }) => (address === '' ? '–' : address) },
          { head: t('by'), narrow: true, cell: ({ by }) => wayText(by) },
          { head: people('seen'), narrow: true, cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} /> },
          {
            head: people('does'),
            narrow: true,
            cell: ({ id, machine, current }) =>
              !current && (
                <Button size="sm" disabled={close.isPending} onClick={() => close.mutate({ id })}>
                  {t(machine === null ? 'close' : 'end')}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
