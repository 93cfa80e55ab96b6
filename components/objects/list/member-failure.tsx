'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { clusterHref } from '../../clusters/cluster-href';
import { HealthSentence } from '../../clusters/health-sentence';
import { ScopedLink } from '../../shell/scoped-link';
import { useTRPC } from '../../trpc/client';
import { failureFrom } from '../../trpc/failure-from';
import { QueryFailure } from '../../trpc/failure-text';

type MemberFailureProps = { cluster: string; error: unknown; onRetry: () => void };

/** Why a member gave no answer, how it has been since when, and where its last known state is. */
export function MemberFailure({ cluster, error, onRetry }: MemberFailureProps) {
  const isSilent = failureFrom(error).kind === 'cluster-unreachable';
  return (
    <div className="flex flex-col gap-4 px-6 py-4">
      <QueryFailure error={error} onRetry={onRetry} />
      {isSilent && <LastKnown cluster={cluster} />}
    </div>
  );
}

const KEPT = ['nodes', 'workloads', 'namespaces', 'services'] as const;

function LastKnown({ cluster }: { cluster: string }) {
  const t = useTranslations('objects.list');
  const tab = useTranslations('clusters.tab');
  const trpc = useTRPC();
  const { data } = useQuery(trpc.clusters.get.queryOptions({ name: cluster }));
  if (!data) return null;
  return (
    <section aria-label={t('lastKnown')} className="flex flex-col gap-3 rounded-lg border border-line bg-sheet p-4">
      <HealthSentence health={data.health} />
      <p className="text-sm text-ink-soft">
        {t('lastKnownText')}{' '}
        {KEPT.map((kept) => (
          <ScopedLink key={kept} href={clusterHref(cluster, kept)} className="mr-3 text-accent underline">
            {tab(kept)}
          </ScopedLink>
        ))}
      </p>
    </section>
  );
}
