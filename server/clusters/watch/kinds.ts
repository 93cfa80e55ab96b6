import type { KubeObject, Resource } from '~/server/kube/member';
import type { Topic } from '~/server/live/change';
import { projectNamespace } from '../core/project-namespace';
import { type PlaceAnnotations, projectNode } from '../core/project-node';
import { projectService } from '../core/project-service';
import { projectWorkload } from '../core/project-workload';
import type { WorkloadKind } from '../model/inventory';
import { type InventoryTable, NAMESPACES, NODES, SERVICES, WORKLOADS } from '../store/inventory-tables';

/** One watch of a member: which objects, into which table, and how they are read. */
export type WatchedKind = {
  kind: string;
  topic: Topic;
  table: InventoryTable;
  partition: string | null;
  resource: Resource;
  project(object: KubeObject, places: PlaceAnnotations): Record<string, unknown>;
};

const core = (plural: string): Resource => ({ group: '', version: 'v1', plural });

const workload = (kind: WorkloadKind, group: string): WatchedKind => ({
  kind: `${kind.toLowerCase()}s`,
  topic: 'workloads',
  table: WORKLOADS,
  partition: kind,
  resource: { group, version: 'v1', plural: `${kind.toLowerCase()}s` },
  project: (object) => projectWorkload(object, kind),
});

/** In the order in which pages want them. CronJobs are read where a member serves batch/v1 (1.21 and newer). */
export const WATCHED_KINDS: readonly WatchedKind[] = [
  { kind: 'nodes', topic: 'nodes', table: NODES, partition: null, resource: core('nodes'), project: projectNode },
  {
    kind: 'namespaces',
    topic: 'namespaces',
    table: NAMESPACES,
    partition: null,
    resource: core('namespaces'),
    project: projectNamespace,
  },
  workload('Deployment', 'apps'),
  workload('StatefulSet', 'apps'),
  workload('DaemonSet', 'apps'),
  workload('Job', 'batch'),
  workload('CronJob', 'batch'),
  {
    kind: 'services',
    topic: 'services',
    table: SERVICES,
    partition: null,
    resource: core('services'),
    project: projectService,
  },
];
