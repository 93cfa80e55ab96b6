'use client';
import { useQueries } from '@tanstack/react-query';
import type { ObjectRef } from '~/server/objects/model/ref';
import type { ObjectView } from '~/server/objects/model/view';
import { useTRPC } from '../../trpc/client';
import { useUrlParameter } from '../../ui/use-url-state';
import { ClusterPicker } from './cluster-picker';
import { logSources } from './log-sources';
import { LogsPanel } from './logs-panel';

/** How many clusters are read beside the first. */
const MOST = 20;

/** The logs of a workload, and of the same one in other clusters beside it: each by its own selector. */
export function FleetLogs({ target, view }: { target: ObjectRef; view: ObjectView }) {
  const trpc = useTRPC();
  const [text, setText] = useUrlParameter('beside');
  const named = text?.split(',') ?? [];
  const beside = [...new Set(named)].filter((name) => name !== '' && name !== target.cluster).slice(0, MOST);
  const answers = useQueries({
    queries: beside.map((cluster) => ({
      ...trpc.objects.get.queryOptions({ ...target, cluster }),
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const others = answers.flatMap(({ data }, index) =>
    data ? logSources({ ...target, cluster: beside[index] ?? '' }, data) : [],
  );
  const containers = [view, ...answers.flatMap(({ data }) => data ?? [])].flatMap(({ images }) =>
    images.map(({ container }) => container),
  );
  const choose = (clusters: string[]) => setText(clusters.length === 0 ? null : clusters.join(','));
  return (
    <LogsPanel
      sources={[...logSources(target, view), ...others]}
      containers={[...new Set(containers)]}
      name={target.name}
      picker={
        <ClusterPicker
          own={target.cluster}
          chosen={beside.map((cluster, index) => ({ cluster, error: answers[index]?.error ?? null }))}
          most={MOST}
          onChoose={choose}
        />
      }
    />
  );
}
