'use client';
import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '../trpc/client';

const LOOK_MS = 15_000;

/** Says so, to those who answer for the whole fleet, while the receiver of the record does not take it. */
export function StreamNotice() {
  const t = useTranslations('audit.stream');
  const trpc = useTRPC();
  const me = useQuery(trpc.teams.me.queryOptions());
  const mayAsk = (me.data?.rights ?? []).some(
    ({ actions, scope }) =>
      actions.includes('audit.stream') && scope.clusters.by === 'all' && scope.namespaces === null,
  );
  const { data } = useQuery({ ...trpc.audit.stream.queryOptions(), enabled: mayAsk, refetchInterval: LOOK_MS });
  if (!data?.receiver || data.failures === 0) return null;
  return (
    <div
      role="status"
      className="mx-6 mb-2 flex items-start gap-2 rounded-md border border-degraded-line bg-degraded-soft px-3 py-2 text-sm"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-degraded" />
      <p>
        <span className="font-medium">{t('behind', { receiver: data.receiver, why: data.lastError })}</span>{' '}
        {t('behindMore', { waiting: data.waiting })}
      </p>
    </div>
  );
}
