'use client';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { RecordingDetail } from '~/server/audit/model/recording';
import { ScopedLink } from '../../shell/scoped-link';
import { TrailTitle } from '../../shell/trail-title';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { DescriptionList } from '../../ui/description-list';
import { PageHeader } from '../../ui/page-header';
import { RelativeTime } from '../../ui/relative-time';
import { Skeleton } from '../../ui/skeleton';

/** The player is heavy and comes with the first recording that is looked at. */
const Replay = dynamic(() => import('./replay').then((module) => module.Replay), {
  ssr: false,
  loading: () => <Skeleton className="h-96" />,
});

/** How often a session that still runs is asked for more. */
const RUNNING_MS = 3_000;

/** One session: who, where and why, whether it is what was written, and how it looked. */
export function RecordingPage({ id }: { id: string }) {
  const t = useTranslations('sessions.recordings');
  const audit = useTranslations('audit');
  const trpc = useTRPC();
  const recording = useQuery({
    ...trpc.audit.recording.queryOptions({ id }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? RUNNING_MS : false),
  });
  const { data } = recording;
  const trail = [
    { label: audit('title'), href: '/audit' },
    { label: t('title'), href: '/audit/recordings' },
  ];
  return (
    <>
      <PageHeader
        title={<TrailTitle trail={trail} name={data ? `${data.namespace}/${data.pod}` : '…'} status={undefined} />}
        lead={data && <Lead recording={data} />}
      />
      {recording.error && (
        <div className="px-6 py-4">
          <QueryFailure error={recording.error} onRetry={() => void recording.refetch()} />
        </div>
      )}
      {data && (
        <div className="grid gap-4 px-6 pb-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <Replay recording={data} />
          <Facts recording={data} />
        </div>
      )}
    </>
  );
}

function Lead({ recording }: { recording: RecordingDetail }) {
  const t = useTranslations('sessions.recordings');
  const { actor, cluster, startedAt, state } = recording;
  return (
    <span className="flex flex-wrap gap-x-3">
      <strong className="font-medium text-ink">{actor}</strong>
      <span>{cluster}</span>
      <RelativeTime at={startedAt} />
      <span>{t(`state.${state}`)}</span>
    </span>
  );
}

function Facts({ recording }: { recording: RecordingDetail }) {
  const t = useTranslations('sessions.recordings');
  const replay = useTranslations('sessions.replay');
  const { container, command, door, ranAs, reason, typed, intact, truncated, requestId } = recording;
  return (
    <aside className="flex min-w-0 flex-col gap-4 text-sm">
      <p className={intact ? 'text-healthy' : 'text-failed'}>{replay(intact ? 'intact' : 'changed')}</p>
      {truncated && <p className="text-degraded">{replay('truncated')}</p>}
      <DescriptionList
        facts={[
          { term: t('column.container'), value: container || '–' },
          { term: t('column.command'), value: <code className="text-xs">{command.join(' ') || '–'}</code> },
          { term: t('column.door'), value: t(`door.${door}`) },
          { term: t('column.ranAs'), value: t(`ranAs.${ranAs}`) },
          { term: t('column.reason'), value: reason || '–' },
        ]}
      />
      <section>
        <h2 className="pb-1 text-xs font-medium text-ink-soft">{replay('typed')}</h2>
        {typed === '' ? (
          <p className="text-ink-faint">{replay('nothingTyped')}</p>
        ) : (
          <pre className="max-h-80 overflow-auto rounded-md bg-sunken p-2 text-xs">{typed}</pre>
        )}
      </section>
      <ScopedLink href={`/audit?q=${requestId}&within=all`} className="text-accent underline">
        {replay('inRecord')}
      </ScopedLink>
    </aside>
  );
}
