import type { ServiceRow, WorkloadKind, WorkloadRow } from '~/server/clusters/model/inventory';
import type { ObjectRef } from '~/server/objects/model/ref';

const GROUPS: Record<WorkloadKind, string> = {
  Deployment: 'apps',
  StatefulSet: 'apps',
  DaemonSet: 'apps',
  Job: 'batch',
  CronJob: 'batch',
};

/** The member's object behind a row of the inventory. */
export const workloadRef = ({ cluster, kind, namespace, name }: WorkloadRow): ObjectRef => ({
  ...{ cluster, namespace, name },
  ...{ group: GROUPS[kind], version: 'v1', plural: `${kind.toLowerCase()}s` },
});

export const serviceRef = ({ cluster, namespace, name }: ServiceRow): ObjectRef => ({
  ...{ cluster, namespace, name },
  ...{ group: '', version: 'v1', plural: 'services' },
});
