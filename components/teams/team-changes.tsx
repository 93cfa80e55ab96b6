'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RecordRow } from '~/server/audit/model/record';
import { holds } from '~/server/teams/model/can';
import { ResultText } from '../shell/result-text';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { PlainTable } from '../ui/plain-table';
import { RelativeTime } from '../ui/relative-time';
import { Skeleton } from '../ui/skeleton';

/** What was changed lately in the team's part of the fleet, as far as one may read the record. */
export function TeamChanges({ team }: { team: string }) {
  const t = useTranslations('access.changes');
  const trpc = useTRPC();
  const me = useQuery(trpc.teams.me.queryOptions());
  const mayRead = me.data !== undefined && holds(me.data.rights, 'audit.list');
  const changes = useQuery({ ...trpc.teams.changes.queryOptions({ name: team }), enabled: mayRead });
  if (me.data && !mayRead) return <Part>{<p className="text-sm text-ink-soft">{t('mayNot')}</p>}</Part>;
  if (changes.error) return <QueryFailure error={changes.error} onRetry={() => void changes.refetch()} />;
  if (!changes.data) return <Skeleton className="h-24" />;
  return (
    <Part>
      {changes.data.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('none')}</p>
      ) : (
        <ChangesTable changes={changes.data} />
      )}
    </Part>
  );
}

function Part({ children }: { children: React.ReactNode }) {
  const t = useTranslations('access.changes');
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{t('title')}</h3>
      {children}
    </section>
  );
}

function ChangesTable({ changes }: { changes: readonly RecordRow[] }) {
  const t = useTranslations('access.changes');
  return (
    <PlainTable
      label={t('title')}
      rows={changes}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t('action'),
          cell: ({ id, action }) => (
            <Link className="font-mono text-xs text-accent hover:underline" href={`/audit?open=${id}`}>
              {action}
            </Link>
          ),
        },
        { head: t('what'), cell: ({ what }) => <span className="break-words">{what || '–'}</span> },
        { head: t('where'), cell: ({ clusters }) => [...new Set(clusters)].join(', ') },
        { head: t('who'), narrow: true, cell: ({ actor }) => actor },
        { head: t('when'), narrow: true, cell: ({ at }) => <RelativeTime at={at} /> },
        { head: t('result'), narrow: true, cell: ({ result }) => <ResultText result={result} /> },
      ]}
    />
  );
}
