'use client';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TrailTitle } from '../../shell/trail-title';
import { useScope } from '../../shell/use-scope';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { DataTable } from '../../ui/data-table/data-table';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { useRecordingColumns } from './recording-columns';
import { recordingsInput } from './recordings-input';

const SessionPolicies = dynamic(() => import('./session-policies').then((module) => module.SessionPolicies), {
  ssr: false,
});

/** Sessions in containers, the newest first; each opens as it looked. */
export function RecordingsPage() {
  const t = useTranslations('sessions.recordings');
  const audit = useTranslations('audit');
  const trpc = useTRPC();
  const router = useRouter();
  const { scope } = useScope();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <PageHeader
        title={<TrailTitle trail={[{ label: audit('title'), href: '/audit' }]} name={t('title')} status={undefined} />}
        lead={t('lead')}
        actions={
          <Button aria-expanded={isAsked} onClick={() => setAsked(!isAsked)}>
            {t('policy')}
          </Button>
        }
      />
      {isAsked && <SessionPolicies />}
      <DataTable
        id="recordings"
        label={t('title')}
        columns={useRecordingColumns()}
        load={(window) => trpc.audit.recordings.queryOptions(recordingsInput(window, scope))}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.actor} ${row.namespace}/${row.pod}`}
        placeholder={t('search')}
        openId={null}
        onOpen={(row) => router.push(`/audit/recordings/${row.id}`)}
        onClose={() => undefined}
        empty={(searched) => <NoRecordings isNarrowed={searched || scope !== undefined} />}
        failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
      />
    </>
  );
}

function NoRecordings({ isNarrowed }: { isNarrowed: boolean }) {
  const t = useTranslations('sessions.recordings.empty');
  if (isNarrowed) return <EmptyState title={t('noMatch')}>{t('noMatchHint')}</EmptyState>;
  return <EmptyState title={t('title')}>{t('text')}</EmptyState>;
}
