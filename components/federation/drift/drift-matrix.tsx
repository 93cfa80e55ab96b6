'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { DriftCount } from '~/server/federation/model/drift';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { cn } from '../../ui/cn';
import { MatrixTable } from '../../ui/matrix-table';
import { setUrlParameters } from '../../ui/use-url-state';

const HEAT = [
  { from: 10, look: 'bg-failed-soft border-failed-line text-failed' },
  { from: 1, look: 'bg-degraded-soft border-degraded-line text-degraded' },
] as const;

/** Applications by clusters, as far as any field has drifted: the number in each cell, and its heat. */
export function DriftMatrix() {
  const t = useTranslations('federation.drift');
  const trpc = useTRPC();
  const counts = useQuery(trpc.federation.driftCounts.queryOptions());
  if (counts.error)
    return (
      <div className="px-6 py-2">
        <QueryFailure error={counts.error} onRetry={() => void counts.refetch()} />
      </div>
    );
  const rows = counts.data ?? [];
  if (rows.length === 0) return null;
  const clusters = [...new Set(rows.map(({ cluster }) => cluster))].toSorted();
  const applications = [...new Set(rows.map(({ application }) => application))];
  return (
    <div className="px-6 pb-3">
      <MatrixTable
        label={t('matrix')}
        columns={clusters}
        rows={applications}
        keyOf={(application) => application}
        name={(application) => application}
        cell={(application, cluster) => {
          const count = rows.find((one) => one.application === application && one.cluster === cluster);
          return count && <Cell count={count} />;
        }}
      />
    </div>
  );
}

function Cell({ count }: { count: DriftCount }) {
  const t = useTranslations('federation.drift');
  const { application, cluster, open } = count;
  return (
    <button
      type="button"
      aria-label={t('cell', { count: open, application, cluster })}
      onClick={() => setUrlParameters({ application, cluster })}
      className={cn(
        'block h-6 w-full min-w-7 rounded-sm border tabular-nums',
        HEAT.find(({ from }) => open >= from)?.look,
      )}
    >
      {open}
    </button>
  );
}
