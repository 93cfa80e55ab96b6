import type { CutPath } from '~/server/kube/list/cut-paths';
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
  /** The versions it is served in, newest first. */
  versions: readonly [Resource, ...Resource[]];
  /** Subtrees nobody reads, dropped before they are parsed. */
  without: CutPath[];
  project(object: KubeObject, places: PlaceAnnotations): Record<string, unknown>;
};

const MANAGED: CutPath[] = ['metadata.managedFields'];
const UNREAD_OF_NODES: CutPath[] = [
  'status.images',
  'status.addresses',
  'status.daemonEndpoints',
  'status.volumesAttached',
  'status.volumesInUse',
];

const core = (plural: string): Resource => ({ group: '', version: 'v1', plural });

const workload = (kind: WorkloadKind, group: string): WatchedKind => ({
  kind: `${kind.toLowerCase()}s`,
  topic: 'workloads',
  table: WORKLOADS,
  partition: kind,
  versions: [{ group, version: 'v1', plural: `${kind.toLowerCase()}s` }],
  without: MANAGED,
  project: (object) => projectWorkload(object, kind),
});

const plain = (topic: Topic, table: InventoryTable, project: WatchedKind['project']): WatchedKind => ({
  kind: topic,
  topic,
  table,
  partition: null,
  versions: [core(topic)],
  without: MANAGED,
  project,
});

const CRON_JOB_BETA: Resource = { group: 'batch', version: 'v1beta1', plural: 'cronjobs' };
const cronJob = workload('CronJob', 'batch');

/** In the order in which pages want them. */
export const WATCHED_KINDS: readonly WatchedKind[] = [
  { ...plain('nodes', NODES, projectNode), without: [...MANAGED, ...UNREAD_OF_NODES] },
  plain('namespaces', NAMESPACES, projectNamespace),
  workload('Deployment', 'apps'),
  workload('StatefulSet', 'apps'),
  workload('DaemonSet', 'apps'),
  workload('Job', 'batch'),
  plain('services', SERVICES, projectService),
  { ...cronJob, versions: [...cronJob.versions, CRON_JOB_BETA] },
];
