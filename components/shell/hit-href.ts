import type { SearchAnswer } from '~/server/clusters/model/inventory';

type Hit = Pick<SearchAnswer['hits'][number], 'kind' | 'cluster' | 'name'>;

const TABS: Record<Exclude<Hit['kind'], 'Cluster'>, string> = {
  Node: 'nodes',
  Namespace: 'namespaces',
  Deployment: 'workloads',
  StatefulSet: 'workloads',
  DaemonSet: 'workloads',
  Job: 'workloads',
  CronJob: 'workloads',
  Service: 'services',
};

/** Where a found object is looked at: its cluster's page, with the table filtered down to it. */
export function hitHref(hit: Hit): string {
  const cluster = `/clusters/${encodeURIComponent(hit.cluster)}`;
  return hit.kind === 'Cluster' ? cluster : `${cluster}/${TABS[hit.kind]}?q=${encodeURIComponent(hit.name)}`;
}
