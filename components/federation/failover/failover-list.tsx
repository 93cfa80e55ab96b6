'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { Failover } from '~/server/federation/model/failover';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { useRefusal } from '../../trpc/use-refusal';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EntryList } from '../../ui/entry-list';
import { RelativeTime } from '../../ui/relative-time';

/** What was left when and why, where it went, and how it ended; the newest first. */
export function FailoverList({ name, failovers }: { name: string; failovers: readonly Failover[] }) {
  const t = useTranslations('federation.failover');
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const end = useMutation(
    trpc.federation.endFailover.mutationOptions({ onSettled: () => void client.invalidateQueries() }),
  );
  return (
    <>
      {end.error && <QueryFailure error={end.error} />}
      <EntryList
        label={t('timeline')}
        entries={failovers}
        keyOf={({ id }) => id}
        title={({ cluster, reason, endedAt }) => (
          <>
            {t(`reason.${reason}`, { cluster })}
            {endedAt === null && <Badge tone="signal">{t('open')}</Badge>}
          </>
        )}
        detail={(failover) => <Detail failover={failover} />}
        action={({ id, endedAt }) =>
          endedAt === null && (
            <Button
              size="sm"
              disabled={end.isPending}
              refusal={refusal('federation.endFailover', 'anywhere')}
              onClick={() => end.mutate({ name, id })}
            >
              {t('end')}
            </Button>
          )
        }
      />
    </>
  );
}

function Detail({ failover: { since, by, note, until, movedTo, endedAt, ended } }: { failover: Failover }) {
  const t = useTranslations('federation.failover');
  return (
    <>
      <RelativeTime at={since} />
      {by !== null && <span>{by}</span>}
      {note !== '' && <q>{note}</q>}
      <span>{movedTo.length === 0 ? t('nowhere') : t('movedTo', { clusters: movedTo.join(', ') })}</span>
      {endedAt === null && until !== null && (
        <span>
          {t('until')} <RelativeTime at={until} />
        </span>
      )}
      {endedAt !== null && ended !== null && (
        <span>
          {t(`ended.${ended}`)} <RelativeTime at={endedAt} />
        </span>
      )}
    </>
  );
}
