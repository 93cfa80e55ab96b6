import type { SearchAnswer } from '~/server/clusters/model/inventory';
import { nodeKey } from '~/server/clusters/model/row-keys';
import { clusterHref } from '../clusters/cluster-href';
import { serviceRef, workloadRef } from '../objects/actions/workload-ref';
import { objectHref } from '../objects/object-href';

type Hit = Pick<SearchAnswer['hits'][number], 'kind' | 'cluster' | 'namespace' | 'name'>;

/**
 * Where a found thing is looked at: a workload or a service on its own page; a cluster on its; a node or a namespace in its
 * cluster's table, opened, which tells what was last known also when the cluster is silent.
 */
export function hitHref({ kind, cluster, namespace, name }: Hit): string {
  if (kind === 'Cluster') return clusterHref(cluster);
  if (kind === 'Node') return openRow(cluster, 'nodes', name, nodeKey({ cluster, name }));
  if (kind === 'Namespace') return openRow(cluster, 'namespaces', name, name);
  const place = { cluster, namespace: namespace ?? '', name };
  return objectHref(kind === 'Service' ? serviceRef(place) : workloadRef({ ...place, kind }));
}

const openRow = (cluster: string, tab: string, q: string, open: string): string =>
  `${clusterHref(cluster, tab)}?${new URLSearchParams({ q, open }).toString().replaceAll('%2F', '/')}`;
