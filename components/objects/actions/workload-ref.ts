import type { WorkloadKind, WorkloadRow } from '~/server/clusters/model/inventory';
import type { KindRef, ObjectRef } from '~/server/objects/model/ref';

const KINDS: Record<WorkloadKind, KindRef> = {
  Deployment: { group: 'apps', version: 'v1', plural: 'deployments' },
  StatefulSet: { group: 'apps', version: 'v1', plural: 'statefulsets' },
  DaemonSet: { group: 'apps', version: 'v1', plural: 'daemonsets' },
  Job: { group: 'batch', version: 'v1', plural: 'jobs' },
  CronJob: { group: 'batch', version: 'v1', plural: 'cronjobs' },
};

/** The object behind a row of the inventory. */
export const workloadRef = ({
  cluster,
  kind,
  namespace,
  name,
}: Pick<WorkloadRow, 'cluster' | 'kind' | 'namespace' | 'name'>): ObjectRef => ({
  ...KINDS[kind],
  cluster,
  namespace,
  name,
});

export const nodeRef = ({ cluster, name }: { cluster: string; name: string }): ObjectRef => ({
  ...{ group: '', version: 'v1', plural: 'nodes' },
  cluster,
  name,
});

export const serviceRef = ({
  cluster,
  namespace,
  name,
}: {
  cluster: string;
  namespace: string;
  name: string;
}): ObjectRef => ({
  ...{ group: '', version: 'v1', plural: 'services' },
  ...{ cluster, namespace, name },
});
