'use client';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { AllowedLink } from '../shell/allowed-link';
import { useScope } from '../shell/use-scope';
import { useTRPC } from '../trpc/client';
import { ListTable } from '../trpc/list-table';
import { CodeBlock } from '../ui/code-block';
import { useStatusFilter } from '../ui/data-table/status-filter';
import { EmptyState } from '../ui/empty-state';
import { PageHeader } from '../ui/page-header';
import { SegmentedControl } from '../ui/segmented-control';
import { setUrlParameters, useUrlChoice } from '../ui/use-url-state';
import { useClusterColumns } from './cluster-columns';
import { ClusterDrawer } from './cluster-drawer';

const VIEWS = ['clusters', 'workloads', 'credentials'] as const;

const WorkloadsTable = dynamic(() => import('./object-tables').then((module) => module.WorkloadsTable), { ssr: false });
const CredentialsTable = dynamic(() => import('./credentials-table').then((module) => module.CredentialsTable), {
  ssr: false,
});

/** The registry: every member, how it is, why, and as of when. */
export function ClustersPage() {
  const t = useTranslations('clusters');
  const [view, show] = useUrlChoice('view', VIEWS);
  const choose = (next: (typeof VIEWS)[number]) => {
    setUrlParameters({ sort: null, q: null, open: null, status: null });
    show(next);
  };
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} actions={<RegisterLink text={t('register')} />} />
      <div className="px-6">
        <SegmentedControl
          label={t('view')}
          value={view}
          options={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
          onChange={choose}
        />
      </div>
      {view === 'clusters' && <ClustersTable />}
      {view === 'workloads' && <WorkloadsTable />}
      {view === 'credentials' && <CredentialsTable />}
    </>
  );
}

function ClustersTable() {
  const t = useTranslations('clusters');
  const trpc = useTRPC();
  return (
    <>
      <ListTable
        id="clusters"
        label={t('title')}
        columns={useClusterColumns()}
        ask={(input) => trpc.clusters.list.queryOptions(input)}
        rowId={(row) => row.name}
        rowLabel={(row) => row.name}
        placeholder={t('filter')}
        byStatus
        empty={(filtered) => <NoClusters filtered={filtered} />}
      />
      <ClusterDrawer />
    </>
  );
}

function NoClusters({ filtered }: { filtered: boolean }) {
  const t = useTranslations('clusters.empty');
  const { scope } = useScope();
  const { statuses } = useStatusFilter();
  if (filtered || scope || statuses.length > 0) return <EmptyState title={t('noMatch')}>{t('noMatchHint')}</EmptyState>;
  return (
    <EmptyState title={t('title')} action={<RegisterLink text={t('action')} />}>
      <p className="mb-3">{t('text')}</p>
      <CodeBlock code="portolan register --context my-cluster" />
    </EmptyState>
  );
}

function RegisterLink({ text }: { text: string }) {
  return (
    <AllowedLink href="/clusters/register" action="clusters.register" look="primary">
      <Plus className="size-4" />
      {text}
    </AllowedLink>
  );
}
