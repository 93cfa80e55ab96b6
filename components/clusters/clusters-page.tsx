'use client';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { ScopedLink } from '../shell/scoped-link';
import { useScope } from '../shell/use-scope';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { listInput } from '../trpc/list-input';
import { buttonStyle } from '../ui/button';
import { CodeBlock } from '../ui/code-block';
import type { Window } from '../ui/data-table/data-column';
import { DataTable } from '../ui/data-table/data-table';
import { StatusFilter, useStatusFilter } from '../ui/data-table/status-filter';
import { EmptyState } from '../ui/empty-state';
import { PageHeader } from '../ui/page-header';
import { useUrlParameter } from '../ui/use-url-state';
import { useClusterColumns } from './cluster-columns';

/** The registry: every member, how it is, why, and as of when. */
export function ClustersPage() {
  const t = useTranslations('clusters');
  const [open, setOpen] = useUrlParameter('open');
  const load = useClusterWindow();
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <ScopedLink href="/clusters/register" className={buttonStyle({ look: 'primary' })}>
            <Plus className="size-4" />
            {t('register')}
          </ScopedLink>
        }
      />
      <DataTable
        id="clusters"
        label={t('title')}
        columns={useClusterColumns()}
        load={load}
        rowId={(row) => row.name}
        rowLabel={(row) => row.name}
        placeholder={t('filter')}
        filters={<StatusFilter />}
        openId={open}
        onOpen={(row) => void setOpen(row.name)}
        empty={(filtered) => <NoClusters filtered={filtered} />}
        failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
      />
    </>
  );
}

function useClusterWindow() {
  const trpc = useTRPC();
  const { scope } = useScope();
  const { statuses } = useStatusFilter();
  return useCallback(
    (window: Window) => trpc.clusters.list.queryOptions(listInput<'name'>(window, { scope, statuses })),
    [trpc, scope, statuses],
  );
}

function NoClusters({ filtered }: { filtered: boolean }) {
  const t = useTranslations('clusters.empty');
  const { scope } = useScope();
  const { statuses } = useStatusFilter();
  if (filtered || scope || statuses.length > 0) return <EmptyState title={t('noMatch')}>{t('noMatchHint')}</EmptyState>;
  return (
    <EmptyState
      title={t('title')}
      action={
        <ScopedLink href="/clusters/register" className={buttonStyle({ look: 'primary' })}>
          {t('action')}
        </ScopedLink>
      }
    >
      <p className="mb-3">{t('text')}</p>
      <CodeBlock code="portolan register --context my-cluster" />
    </EmptyState>
  );
}
