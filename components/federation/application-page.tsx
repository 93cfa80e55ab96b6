'use client';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { gravest } from '~/server/kernel/status';
import { ViewTabs } from '../objects/page/view-tabs';
import { TrailTitle } from '../shell/trail-title';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Badge } from '../ui/badge';
import { PageHeader } from '../ui/page-header';
import { RelativeTime } from '../ui/relative-time';
import { Skeleton } from '../ui/skeleton';
import { useUrlChoice } from '../ui/use-url-state';
import { FailoverPanel } from './failover/failover-panel';
import { PlacementPanel } from './placement/placement-panel';
import { RemoveApplication } from './remove-application';
import { RevisionList } from './revision-list';
import { RolloutBanner } from './rollout/rollout-banner';
import { RolloutPanel } from './rollout/rollout-panel';
import { isActive, useRollout } from './rollout/use-rollout';
import { TargetList } from './target-list';

const VIEWS = ['clusters', 'placement', 'rollout', 'failover', 'text', 'revisions'] as const;
const AGAIN_MS = 5000;

/** The editor is heavy; the head of the page is there before it. */
const ApplicationEditor = dynamic(
  () => import('./edit/application-editor').then((module) => module.ApplicationEditor),
  {
    ssr: false,
    loading: () => <Skeleton className="m-6 h-64" />,
  },
);

/** One application: how far each cluster has come, its text, and its past. */
export function ApplicationPage({ name }: { name: string }) {
  const t = useTranslations('federation');
  const trpc = useTRPC();
  const found = useQuery({
    ...trpc.federation.get.queryOptions({ name }),
    refetchInterval: ({ state }) => (state.error ? false : AGAIN_MS),
  });
  const [view, show] = useUrlChoice('view', VIEWS);
  const { data: rollout } = useRollout(name);
  const application = found.data;
  const trail = [{ label: t('title'), href: '/federation' }];
  const status = application && gravest(application.targets.map((target) => target.status));
  return (
    <>
      <PageHeader
        title={<TrailTitle trail={trail} name={name} status={status} />}
        lead={application && <Saved view={application} />}
        actions={application && !application.isRemoving && <RemoveApplication application={application} />}
      />
      {found.error && (
        <div className="px-6 py-2">
          <QueryFailure error={found.error} onRetry={() => void found.refetch()} />
        </div>
      )}
      {!application && !found.error && <Skeleton className="m-6 h-64" />}
      {application && (
        <>
          <ViewTabs
            label={t('views.label')}
            views={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
            chosen={view}
            onChoose={show}
          />
          {isActive(rollout) && <RolloutBanner name={name} rollout={rollout} />}
          {view === 'clusters' && (
            <TargetList application={application} open={isActive(rollout) ? rollout.open : null} />
          )}
          {view === 'placement' && <PlacementPanel name={name} />}
          {view === 'failover' && <FailoverPanel application={application} />}
          {view === 'rollout' && <RolloutPanel application={application} />}
          {view === 'text' && <ApplicationEditor name={name} kept={application} />}
          {view === 'revisions' && <RevisionList application={application} />}
        </>
      )}
    </>
  );
}

type View = Parameters<typeof TargetList>[0]['application'];

function Saved({ view: { team, isRemoving, revision } }: { view: View }) {
  const t = useTranslations('federation');
  return (
    <span className="flex flex-wrap items-center gap-2">
      {t('revisionOf', { number: revision.number, author: revision.author })} <RelativeTime at={revision.createdAt} />
      {revision.reason !== '' && <q>{revision.reason}</q>}
      {team !== null && <Badge>{team}</Badge>}
      {isRemoving && <Badge tone="signal">{t('removing')}</Badge>}
    </span>
  );
}
