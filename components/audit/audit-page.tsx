'use client';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { ScopedLink } from '../shell/scoped-link';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { buttonStyle } from '../ui/button';
import { DataTable } from '../ui/data-table/data-table';
import { EmptyState } from '../ui/empty-state';
import { PageHeader } from '../ui/page-header';
import { useUrlParameter } from '../ui/use-url-state';
import { ExportMenu, FollowButton } from './audit-actions';
import { useRecordColumns } from './record-columns';
import { FILTER_PARAMETERS, readRecordFilter, recordInput } from './record-filter';
import { RecordFilters } from './record-filters';
import { StreamNotice } from './stream-notice';

const RecordDrawer = dynamic(() => import('./record-drawer').then((module) => module.RecordDrawer), { ssr: false });

/** The record: what was done through the hub, by whom, and what became of it. */
export function AuditPage() {
  const t = useTranslations('audit');
  const sessions = useTranslations('sessions.recordings');
  const trpc = useTRPC();
  const parameters = useSearchParams();
  const filter = useMemo(() => readRecordFilter(parameters), [parameters]);
  const [open, setOpen] = useUrlParameter('open');
  const close = useCallback(() => setOpen(null), [setOpen]);
  const isNarrowed = FILTER_PARAMETERS.some((name) => parameters.get(name) !== null) || filter.scope !== undefined;
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <ScopedLink href="/audit/recordings" className={buttonStyle()}>
              {sessions('title')}
            </ScopedLink>
            <FollowButton />
            <ExportMenu />
          </>
        }
      />
      <StreamNotice />
      <RecordFilters />
      <DataTable
        id="audit"
        label={t('title')}
        columns={useRecordColumns()}
        load={(window) => trpc.audit.list.queryOptions(recordInput(window, filter))}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.action} ${row.what}`}
        placeholder={t('search')}
        openId={open}
        onOpen={(row) => setOpen(row.id)}
        onClose={close}
        empty={(searched) => <NoRecords isNarrowed={searched || isNarrowed} />}
        failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
      />
      {open !== null && <RecordDrawer key={open} id={open} onClose={close} />}
    </>
  );
}

function NoRecords({ isNarrowed }: { isNarrowed: boolean }) {
  const t = useTranslations('audit.empty');
  if (isNarrowed) return <EmptyState title={t('noMatch')}>{t('noMatchHint')}</EmptyState>;
  return <EmptyState title={t('title')}>{t('text')}</EmptyState>;
}
