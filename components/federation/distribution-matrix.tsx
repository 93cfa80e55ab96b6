'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { DISTRIBUTED_BY, type Share } from '~/server/federation/model/distribution';
import { ScopedLink } from '../shell/scoped-link';
import { useScope } from '../shell/use-scope';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { cn } from '../ui/cn';
import { MatrixTable } from '../ui/matrix-table';
import { SegmentedControl } from '../ui/segmented-control';
import { StatusMark } from '../ui/status-mark';
import { STATUS_CLASSES } from '../ui/status-words';
import { useUrlChoice } from '../ui/use-url-state';
import { applicationHref } from './application-href';

const COARSE_TO_FINE = ['region', 'zone', 'cluster'] as const;

/** What runs where: applications by zones, regions or clusters, the gravest first. */
export function DistributionMatrix() {
  const t = useTranslations('federation.distribution');
  const trpc = useTRPC();
  const { scope } = useScope();
  const [by, group] = useUrlChoice('by', DISTRIBUTED_BY);
  const { data, error, refetch } = useQuery(
    trpc.federation.distribution.queryOptions({ by, scope }, { placeholderData: (before) => before }),
  );
  if (error)
    return (
      <div className="px-6 py-2">
        <QueryFailure error={error} onRetry={() => void refetch()} />
      </div>
    );
  // with one cluster the table below says it all
  if (!data || data.clusters < 2) return null;
  return (
    <section aria-label={t('label')} className="px-6 pt-2 pb-3">
      <div className="flex flex-wrap items-center gap-3 pb-2">
        <h2 className="text-sm font-medium">{t('label')}</h2>
        <SegmentedControl
          label={t('by')}
          value={by}
          options={COARSE_TO_FINE.map((value) => ({ value, label: t(value) }))}
          onChange={group}
        />
        {data.rows.length < data.total && (
          <p className="text-xs text-ink-soft">{t('gravest', { shown: data.rows.length, total: data.total })}</p>
        )}
      </div>
      <MatrixTable
        label={t('label')}
        columns={data.places}
        head={(place) => place || t('nowhere')}
        rows={data.rows}
        keyOf={({ application }) => application}
        name={({ application }) => (
          <ScopedLink href={applicationHref(application)} className="hover:underline">
            {application}
          </ScopedLink>
        )}
        cell={({ shares }, place) => {
          const share = shares.find((one) => one.place === place);
          return share && <ShareCell share={share} />;
        }}
      />
    </section>
  );
}

function ShareCell({ share }: { share: Share }) {
  const t = useTranslations('federation.distribution');
  const words = useTranslations('status');
  const { status, applied, clusters } = share;
  const { ground, line, text } = STATUS_CLASSES[status];
  return (
    <span
      title={t('cell', { status: words(status), applied, clusters })}
      className={cn(
        'flex h-6 min-w-7 items-center justify-center gap-1.5 rounded-sm border px-1.5 tabular-nums',
        ground,
        line,
        text,
      )}
    >
      <StatusMark status={status} label={words(status)} />
      {clusters > 1 && `${applied}/${clusters}`}
    </span>
  );
}
