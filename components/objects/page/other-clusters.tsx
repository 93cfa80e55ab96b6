'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ObjectRef } from '~/server/objects/model/ref';
import { useScope } from '../../shell/use-scope';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Skeleton } from '../../ui/skeleton';
import { ComparisonTable } from './comparison-table';
import { joinComparison } from './join-comparison';
import { MissingClusters } from './missing-clusters';
import { useComparison } from './use-comparison';

const MOST = 500;

/** The same object in every cluster of the scope, each as it answers: which are equal, where they differ, who lacks it or is silent. */
export function OtherClusters({ target }: { target: ObjectRef }) {
  const trpc = useTRPC();
  const { scope } = useScope();
  const clusters = useQuery(trpc.clusters.list.queryOptions({ limit: MOST, ...(scope ? { filter: { scope } } : {}) }));
  const { cluster, ...of } = target;
  const names = [...new Set([cluster, ...(clusters.data?.rows.map((row) => row.name) ?? [])])].slice(0, MOST);
  const answers = useComparison(clusters.data && { ...of, clusters: names });
  const error = clusters.error ?? answers.error;
  const again = () => void (clusters.error ? clusters : answers).refetch();
  return (
    <div className="flex flex-col gap-4 px-6 py-5">
      {error && <QueryFailure error={error} onRetry={again} />}
      {!error && !answers.data && <Skeleton className="h-48" />}
      {answers.data && (
        <Compared target={target} comparison={joinComparison(names, answers.data)} asked={names.length} />
      )}
    </div>
  );
}

type ComparedProps = { target: ObjectRef; comparison: ReturnType<typeof joinComparison>; asked: number };

function Compared({ target, comparison, asked }: ComparedProps) {
  const t = useTranslations('objects.compare');
  const { groups, fields, truncated, waiting } = comparison;
  const having = groups.reduce((sum, group) => sum + group.clusters.length, 0);
  return (
    <>
      <p role="status" className="text-sm text-ink-soft">
        {waiting.length > 0
          ? t('progress', { answered: asked - waiting.length, asked })
          : t('summary', { clusters: having, asked, groups: groups.length })}
      </p>
      {groups.length > 0 && <ComparisonTable groups={groups} fields={fields} target={target} />}
      {truncated > 0 && <p className="text-sm text-ink-soft">{t('truncated', { count: truncated })}</p>}
      <MissingClusters comparison={comparison} target={target} />
    </>
  );
}
