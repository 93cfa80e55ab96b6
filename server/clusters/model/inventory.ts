import { z } from 'zod';
import { UNREACHABLE_REASONS } from '~/server/kernel/failure';
import { StatusWord } from './health';
import { Instant } from './names';
import { Scope } from './scope';
import { SearchText, tableInput, tablePage } from './table';

/** What the hub knows of one object is only as true as its member's last word: `observedAt`. */
const observed = { cluster: z.string(), labels: z.record(z.string(), z.string()), observedAt: Instant };

export const NodeRow = z.object({
  ...observed,
  name: z.string(),
  uid: z.string(),
  region: z.string().nullable(),
  zone: z.string().nullable(),
  status: StatusWord,
  reason: z.string(),
  unschedulable: z.boolean(),
  roles: z.array(z.string()),
  version: z.string(),
  cpuMillis: z.number(),
  memoryBytes: z.number(),
  podCapacity: z.int(),
  pods: z.int(),
  taints: z.array(z.string()),
  createdAt: Instant,
});
export type NodeRow = z.infer<typeof NodeRow>;

export const NamespaceRow = z.object({
  ...observed,
  name: z.string(),
  status: StatusWord,
  environment: z.string().nullable(),
  team: z.string().nullable(),
  createdAt: Instant,
});
export type NamespaceRow = z.infer<typeof NamespaceRow>;

export const WORKLOAD_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;
export const WorkloadKind = z.enum(WORKLOAD_KINDS);
export type WorkloadKind = z.infer<typeof WorkloadKind>;

export const WorkloadRow = z.object({
  ...observed,
  kind: WorkloadKind,
  namespace: z.string(),
  name: z.string(),
  environment: z.string().nullable(),
  status: StatusWord,
  reason: z.string(),
  images: z.array(z.string()),
  desired: z.int(),
  ready: z.int(),
  createdAt: Instant,
});
export type WorkloadRow = z.infer<typeof WorkloadRow>;

export const ServiceRow = z.object({
  ...observed,
  namespace: z.string(),
  name: z.string(),
  environment: z.string().nullable(),
  type: z.string(),
  clusterIp: z.string().nullable(),
  addresses: z.array(z.string()),
  ports: z.array(z.string()),
  createdAt: Instant,
});
export type ServiceRow = z.infer<typeof ServiceRow>;

/** Pods of one workload in one zone; pods themselves are never kept. */
export const PodCountRow = z.object({
  cluster: z.string(),
  namespace: z.string(),
  workloadKind: z.string(),
  workload: z.string(),
  region: z.string().nullable(),
  zone: z.string().nullable(),
  total: z.int(),
  ready: z.int(),
});
export type PodCountRow = z.infer<typeof PodCountRow>;

const filter = z.strictObject({
  text: SearchText.optional(),
  statuses: z.array(StatusWord).max(6).optional(),
  kinds: z.array(WorkloadKind).max(5).optional(),
  namespace: z.string().max(253).optional(),
  /** `key`, `key=value`, `key!=value`, comma separated, as kubectl's `-l`. */
  selector: z.string().max(1000).optional(),
  scope: Scope.optional(),
});

export const NodeListInput = tableInput(
  ['name', 'cluster', 'region', 'zone', 'status', 'version', 'cpu', 'memory', 'pods', 'createdAt'],
  filter,
);
export const NodePage = tablePage(NodeRow);
export const WorkloadListInput = tableInput(
  ['name', 'kind', 'namespace', 'cluster', 'status', 'desired', 'ready', 'image', 'createdAt'],
  filter,
);
export const WorkloadPage = tablePage(WorkloadRow);
export const NamespaceListInput = tableInput(['name', 'cluster', 'environment', 'team', 'status', 'createdAt'], filter);
export const NamespacePage = tablePage(NamespaceRow);
export const ServiceListInput = tableInput(['name', 'namespace', 'cluster', 'type', 'createdAt'], filter);
export const ServicePage = tablePage(ServiceRow);

/** A member whose objects may be missing from an answer or old in it; an aggregate without this list would lie. */
export const Gap = z.object({
  cluster: z.string(),
  reason: z.string(),
  /** Why the member cannot be reached. */
  cause: z.enum(UNREACHABLE_REASONS).nullish().catch(null),
  detail: z.string(),
  lastCompleteAt: Instant.nullable(),
});
export type Gap = z.infer<typeof Gap>;

export const SearchInput = z.strictObject({
  text: SearchText.min(1),
  scope: Scope.optional(),
  limit: z.int().min(1).max(50).default(20),
});
export const SEARCH_KINDS = ['Cluster', 'Node', 'Namespace', ...WORKLOAD_KINDS, 'Service'] as const;
export const SearchHit = z.object({
  kind: z.enum(SEARCH_KINDS),
  cluster: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  status: StatusWord,
  /** What matched when it was not the name: an image, a label as `key=value`, or a cluster's region and zone. */
  matched: z.object({ in: z.enum(['image', 'label', 'place']), text: z.string() }).nullable(),
});
export const SearchAnswer = z.object({
  hits: z.array(SearchHit),
  total: z.int(),
  clusters: z.int(),
  gaps: z.array(Gap),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
