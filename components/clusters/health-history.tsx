'use client';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { formatExact } from '../ui/format-time';
import { HealthStrip } from '../ui/health-strip';
import { Skeleton } from '../ui/skeleton';
import { Sparkline } from '../ui/sparkline';

const HOURS = 24;

/** The last day of one member: its gravest state in each slot, and how long its API server took. */
export function HealthHistory({ name }: { name: string }) {
  const t = useTranslations('clusters.history');
  const s = useTranslations('status');
  const locale = useLocale();
  const trpc = useTRPC();
  const history = useQuery(trpc.clusters.healthHistory.queryOptions({ name, hours: HOURS }));
  if (history.error) return <QueryFailure error={history.error} onRetry={() => void history.refetch()} />;
  const slots = history.data;
  const troubled = slots?.filter((slot) => slot.status !== 'healthy').length ?? 0;
  return (
    <section aria-labelledby="health-history">
      <h2 id="health-history" className="flex items-baseline pb-1.5 text-xs font-medium text-ink-soft">
        {t('title', { hours: HOURS })}
        {slots && (
          <span className="ml-auto font-normal text-ink-faint">
            {t('troubled', { count: troubled, of: slots.length })}
          </span>
        )}
      </h2>
      {slots ? (
        <>
          <HealthStrip
            label={t('summary', { troubled, count: slots.length })}
            slots={slots.map((slot) => ({
              key: slot.start,
              status: slot.status,
              title: `${formatExact(slot.start, locale)} · ${s(slot.status)} · ${s(`reason.${slot.reason}`)}`,
            }))}
          />
          <Sparkline label={t('latency')} values={slots.map((slot) => slot.latencyMs)} />
          <p className="text-2xs text-ink-faint">{t('latency')}</p>
        </>
      ) : (
        <Skeleton className="h-16" />
      )}
    </section>
  );
}
