'use client';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { formatLatency } from '../ui/format-quantity';
import { formatExact } from '../ui/format-time';
import { HealthStrip } from '../ui/health-strip';
import { Skeleton } from '../ui/skeleton';
import { Sparkline } from '../ui/sparkline';
import { useNow } from '../ui/use-now';
import { historySlots } from './history-slots';

const HOURS = 24;

/** The last day of one member: its gravest state in each slot, and how long its API server took. */
export function HealthHistory({ name }: { name: string }) {
  const t = useTranslations('clusters.history');
  const s = useTranslations('status');
  const locale = useLocale();
  const now = useNow();
  const trpc = useTRPC();
  const history = useQuery(trpc.clusters.healthHistory.queryOptions({ name, hours: HOURS }));
  if (history.error) return <QueryFailure error={history.error} onRetry={() => void history.refetch()} />;
  const slots = history.data && now !== null ? historySlots(history.data, HOURS, now) : undefined;
  const recorded = slots?.filter(({ worst }) => worst !== undefined) ?? [];
  const troubled = recorded.filter(({ worst }) => worst?.status !== 'healthy').length;
  const slowest = Math.max(0, ...recorded.map(({ latencyMs }) => latencyMs ?? 0));
  const latency = t('latency', { most: formatLatency(slowest, locale) });
  return (
    <section aria-labelledby="health-history">
      <h2 id="health-history" className="flex items-baseline pb-1.5 text-xs font-medium text-ink-soft">
        {t('title', { hours: HOURS })}
        {slots && (
          <span className="ml-auto font-normal text-ink-faint">
            {t('troubled', { count: troubled, of: recorded.length })}
          </span>
        )}
      </h2>
      {slots ? (
        <>
          <HealthStrip
            label={t('summary', { troubled, count: recorded.length })}
            slots={slots.map(({ start, worst }) => ({
              key: String(start),
              status: worst?.status,
              title: `${formatExact(new Date(start).toISOString(), locale)} · ${worst ? `${s(worst.status)} · ${s(`reason.${worst.reason}`)}` : t('notRecorded')}`,
            }))}
          />
          {recorded.length > 1 && (
            <>
              <Sparkline label={latency} values={slots.map((slot) => slot.latencyMs)} />
              <p className="text-2xs text-ink-faint">{latency}</p>
            </>
          )}
        </>
      ) : (
        <Skeleton className="h-16" />
      )}
    </section>
  );
}
