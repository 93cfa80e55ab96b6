import { z } from 'zod';
import { ClusterHealth } from './health';
import { Minting } from './minting';
import { Annotations, ClusterNameText, Instant, Labels, PlaceName } from './names';
import { Scope } from './scope';
import { SearchText, tableInput, tablePage } from './table';

/** `cordoned`: nothing new is placed on it. `suspended`: the hub does not talk to it at all. */
export const CLUSTER_STATES = ['active', 'cordoned', 'suspended'] as const;
export const ClusterState = z.enum(CLUSTER_STATES);

/** Where a field of a place comes from: `person` was typed at registration or edited, `nodes` was read from node labels. */
export const PlaceSource = z.enum(['person', 'annotation', 'nodes', 'none']);

export const CREDENTIAL_KINDS = ['token', 'client-certificate'] as const;
export const CredentialKind = z.enum(CREDENTIAL_KINDS);

/** What may be known about a credential; the credential itself never leaves the hub. */
export const CredentialFacts = z.object({
  kind: CredentialKind,
  identity: z.string().nullable(),
  expiresAt: Instant.nullable(),
  addedAt: Instant,
  lastUsedAt: Instant.nullable(),
  /** Of the token that the hub mints with it; null while none was tried for. */
  minting: Minting.nullable(),
});

export const ClusterRow = z.object({
  id: z.string(),
  name: z.string(),
  state: ClusterState,
  environment: z.string().nullable(),
  provider: z.string().nullable(),
  region: z.string().nullable(),
  zone: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  health: ClusterHealth,
  nodes: z.int(),
  nodesReady: z.int(),
  workloads: z.int(),
  workloadsUnhealthy: z.int(),
  pods: z.int(),
  cpuMillis: z.number(),
  memoryBytes: z.number(),
  registeredAt: Instant,
  /** Whether what belongs to no namespace is in sight; where not, nodes and what they offer are not counted. */
  whole: z.boolean(),
});
export type ClusterRow = z.infer<typeof ClusterRow>;

export const ClusterDetail = ClusterRow.extend({
  server: z.string(),
  annotations: z.record(z.string(), z.string()),
  regionSource: PlaceSource,
  zoneSource: PlaceSource,
  credential: CredentialFacts.nullable(),
  certificateFingerprint: z.string().nullable(),
  registeredBy: z.string(),
  kubeSystemUid: z.string().nullable(),
  /** What of the cluster whoever asks may see: also what belongs to no namespace; which namespaces, null for all. */
  seen: z.object({ whole: z.boolean(), namespaces: z.array(z.string()).nullable() }),
});
export type ClusterDetail = z.infer<typeof ClusterDetail>;

export const ClusterListInput = tableInput(
  [
    'name',
    'status',
    'environment',
    'provider',
    'region',
    'zone',
    'version',
    'latency',
    'nodes',
    'workloads',
    'registeredAt',
  ],
  z.strictObject({
    text: SearchText.optional(),
    statuses: z.array(ClusterHealth.shape.status).max(6).optional(),
    states: z.array(ClusterState).max(3).optional(),
    /** As kubectl's `-l`, over the registration's labels. */
    selector: z.string().max(1000).optional(),
    scope: Scope.optional(),
  }),
);
export const ClusterPage = tablePage(ClusterRow);

/** Fields of a registration that a person may change later; the server address and credential have their own use cases. */
export const ClusterEdit = z.strictObject({
  environment: PlaceName.nullable().optional(),
  provider: PlaceName.nullable().optional(),
  region: PlaceName.nullable().optional(),
  zone: PlaceName.nullable().optional(),
  labels: Labels.optional(),
  annotations: Annotations.optional(),
});
export const ClusterByName = z.strictObject({ name: ClusterNameText });
