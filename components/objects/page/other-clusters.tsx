'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ObjectRef } from '~/server/objects/model/ref';
import type { Comparison } from '~/server/objects/model/view';
import { ScopedLink } from '../../shell/scoped-link';
import { useScope } from '../../shell/use-scope';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Skeleton } from '../../ui/skeleton';
import { StatusMark } from '../../ui/status-mark';
import { objectHref } from '../object-href';
import { ComparisonTable } from './comparison-table';

const MOST = 500;

/** The same object in every cluster of the scope: which are equal, where they differ, where it is absent, who is silent. */
export function OtherClusters({ target }: { target: ObjectRef }) {
  const t = useTranslations('objects.compare');
  const trpc = useTRPC();
  const { scope } = useScope();
  const clusters = useQuery(trpc.clusters.list.queryOptions({ limit: MOST, ...(scope ? { filter: { scope } } : {}) }));
  const { cluster, ...of } = target;
  const names = [...new Set([cluster, ...(clusters.data?.rows.map((row) => row.name) ?? [])])].slice(0, MOST);
  const comparison = useQuery({
    ...trpc.objects.compare.queryOptions({ ...of, clusters: names }),
    enabled: clusters.data !== undefined,
  });
  const error = clusters.error ?? comparison.error;
  if (error)
    return (
      <div className="px-6 py-4">
        <QueryFailure error={error} onRetry={() => void (clusters.error ? clusters : comparison).refetch()} />
      </div>
    );
  if (!comparison.data) return <Skeleton className="m-6 h-48" />;
  const { groups, fields, truncated } = comparison.data;
  return (
    <div className="flex flex-col gap-4 px-6 py-5">
      <p className="text-sm text-ink-soft">
        {t('summary', {
          clusters: groups.reduce((sum, group) => sum + group.clusters.length, 0),
          asked: names.length,
          groups: groups.length,
        })}
      </p>
      <ComparisonTable groups={groups} fields={fields} target={target} />
      {truncated > 0 && <p className="text-sm text-ink-soft">{t('truncated', { count: truncated })}</p>}
      <Missing comparison={comparison.data} target={target} />
    </div>
  );
}

function Missing({ comparison: { absent, failed }, target }: { comparison: Comparison; target: ObjectRef }) {
  const t = useTranslations('objects.compare');
  const unreachable = useTranslations('status.unreachable');
  const why = (reason: string, detail: string) =>
    unreachable.has(reason as 'timeout') ? unreachable(reason as 'timeout') : detail;
  return (
    <>
      {failed.length > 0 && (
        <section aria-label={t('failed', { count: failed.length })} className="text-sm">
          <h2 className="flex items-center gap-1.5 pb-1 text-xs font-medium">
            <StatusMark status="unknown" />
            {t('failed', { count: failed.length })}
          </h2>
          <ul className="rounded-lg border border-line bg-sheet">
            {failed.map(({ cluster, reason, detail }) => (
              <li key={cluster} className="border-b border-line px-3 py-1.5 last:border-b-0" title={detail}>
                <ScopedLink href={objectHref({ ...target, cluster })} className="font-medium hover:underline">
                  {cluster}
                </ScopedLink>{' '}
                <span className="text-ink-soft">{why(reason, detail)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {absent.length > 0 && (
        <section aria-label={t('absent', { count: absent.length })} className="text-sm">
          <h2 className="pb-1 text-xs font-medium">{t('absent', { count: absent.length })}</h2>
          <p className="text-ink-soft">{absent.join(', ')}</p>
        </section>
      )}
    </>
  );
}
