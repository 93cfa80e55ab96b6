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
import { useApplicationColumns } from './application-columns';
import { NEW_APPLICATION } from './application-href';
import { DistributionMatrix } from './distribution-matrix';

const SIDES = ['applications', 'drift', 'history'] as const;
const DriftInbox = dynamic(() => import('./drift/drift-inbox').then((module) => module.DriftInbox), { ssr: false });

const DriftHistory = dynamic(() => import('./drift/drift-history').then((module) => module.DriftHistory), {
  ssr: false,
});

/** What should run where: every application in sight, how far its clusters have come, and what has drifted. */
export function FederationPage() {
  const t = useTranslations('federation');
  const [side, show] = useUrlChoice('side', SIDES);
  const choose = (next: (typeof SIDES)[number]) => {
    setUrlParameters({ sort: null, q: null, status: null, application: null, cluster: null });
    show(next);
  };
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} actions={<NewLink text={t('new')} />} />
      <div className="px-6 pb-2">
        <SegmentedControl
          label={t('sides.label')}
          value={side}
          options={SIDES.map((value) => ({ value, label: t(`sides.${value}`) }))}
          onChange={choose}
        />
      </div>
      {side === 'applications' && (
        <>
          <DistributionMatrix />
          <ApplicationsTable />
        </>
      )}
      {side === 'drift' && <DriftInbox />}
      {side === 'history' && <DriftHistory />}
    </>
  );
}

function ApplicationsTable() {
  const t = useTranslations('federation');
  const trpc = useTRPC();
  return (
    <ListTable
      id="applications"
      label={t('title')}
      columns={useApplicationColumns()}
      ask={(input) => trpc.federation.list.queryOptions(input)}
      rowId={(row) => row.name}
      rowLabel={(row) => row.name}
      placeholder={t('filter')}
      byStatus
      empty={(filtered) => <NoApplications filtered={filtered} />}
    />
  );
}

function NoApplications({ filtered }: { filtered: boolean }) {
  const t = useTranslations('federation.empty');
  const { scope } = useScope();
  const { statuses } = useStatusFilter();
  if (filtered || scope || statuses.length > 0) return <EmptyState title={t('noMatch')}>{t('noMatchHint')}</EmptyState>;
  return (
    <EmptyState title={t('title')} action={<NewLink text={t('action')} />}>
      <p className="mb-3">{t('text')}</p>
      <CodeBlock code="portolan apply -f application.yaml" />
    </EmptyState>
  );
}

function NewLink({ text }: { text: string }) {
  return (
    <AllowedLink href={NEW_APPLICATION} action="federation.save" place="anywhere" look="primary">
      <Plus className="size-4" />
      {text}
    </AllowedLink>
  );
}
