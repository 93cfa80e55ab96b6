'use client';
import { useTranslations } from 'next-intl';
import type { ApplicationView } from '~/server/federation/model/row';
import { QueryFailure } from '../../trpc/failure-text';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { RolloutTimeline } from './rollout-timeline';
import { useRollout } from './use-rollout';
import { WaveTrack } from './wave-track';

/** How the newest rollout went: its waves, and its timeline. */
export function RolloutPanel({ application }: { application: ApplicationView }) {
  const t = useTranslations('federation.rollout');
  const { data: rollout, error, refetch } = useRollout(application.name);
  if (error)
    return (
      <div className="px-6 py-4">
        <QueryFailure error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (rollout === undefined) return <Skeleton className="m-6 h-64" />;
  if (rollout === null) return <EmptyState title={t('none')}>{t('noneText')}</EmptyState>;
  return (
    <div className="flex flex-col gap-5 px-6 py-4">
      <p className="text-sm text-ink-soft">{t(`told.${rollout.state}`, { revision: rollout.revision })}</p>
      <WaveTrack rollout={rollout} targets={application.targets} />
      <section className="max-w-2xl">
        <h2 className="pb-1 text-xs font-medium text-ink-soft">{t('timeline')}</h2>
        <RolloutTimeline rollout={rollout} />
      </section>
    </div>
  );
}
