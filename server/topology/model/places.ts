import { z } from 'zod';
import { ClusterState } from '~/server/clusters/model/cluster';
import { ClusterHealth, StatusWord } from '~/server/clusters/model/health';
import { Gap } from '~/server/clusters/model/inventory';
import { ClusterNameText, LabelKey, LabelValue, ObjectName, PlaceName } from '~/server/clusters/model/names';
import { Scope } from '~/server/clusters/model/scope';
import { UNREACHABLE_REASONS } from '~/server/kernel/failure';

/** How many of something are in each state; absent states are zero. */
export const StatusCounts = z.partialRecord(StatusWord, z.int());
export type StatusCounts = z.infer<typeof StatusCounts>;

export const Totals = z.object({
  nodes: StatusCounts,
  workloads: StatusCounts,
  pods: z.int(),
  cpuMillis: z.number(),
  memoryBytes: z.number(),
});
export type Totals = z.infer<typeof Totals>;

/** The part of one cluster that lies in one zone; `spans` counts the zones the cluster has nodes in. */
export const ClusterPart = z.object({
  cluster: z.string(),
  state: ClusterState,
  environment: z.string().nullable(),
  provider: z.string().nullable(),
  health: ClusterHealth,
  totals: Totals,
  spans: z.int(),
  /** Whether its nodes are in sight; where not, they and what they offer are not counted. */
  whole: z.boolean(),
});
export type ClusterPart = z.infer<typeof ClusterPart>;

/** `name` is null for clusters whose nodes and registration say nothing about their place. */
export const ZonePart = z.object({
  zone: z.string().nullable(),
  status: StatusWord,
  totals: Totals,
  clusters: z.array(ClusterPart),
});
export type ZonePart = z.infer<typeof ZonePart>;

export const RegionPart = z.object({
  region: z.string().nullable(),
  status: StatusWord,
  totals: Totals,
  zones: z.array(ZonePart),
});
export type RegionPart = z.infer<typeof RegionPart>;

/** The whole chart: region → zone → cluster with its counts; nodes are listed apart, page by page. */
export const FleetMap = z.object({
  regions: z.array(RegionPart),
  totals: Totals,
  clusters: StatusCounts,
  gaps: z.array(Gap),
  lastEventId: z.string(),
});
export type FleetMap = z.infer<typeof FleetMap>;

export const FleetMapInput = z.strictObject({ scope: Scope.optional() });

/** A change of labels or annotations: a value sets, null removes. */
const Changes = <Value extends z.ZodType>(value: Value) => z.record(LabelKey, value.nullable());

export const PlaceEdit = z.strictObject({
  region: PlaceName.nullable().optional(),
  zone: PlaceName.nullable().optional(),
  labels: Changes(LabelValue).default({}),
  annotations: Changes(z.string().max(16_384)).default({}),
});
export type PlaceEdit = z.infer<typeof PlaceEdit>;

export const EditTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('Node'), cluster: ClusterNameText, name: ObjectName }),
  z.strictObject({ kind: z.literal('Cluster'), cluster: ClusterNameText }),
]);
export type EditTarget = z.infer<typeof EditTarget>;

export const EditPlacesInput = z.strictObject({
  targets: z.array(EditTarget).min(1).max(1000),
  edit: PlaceEdit,
  reason: z.string().max(500).default(''),
});

const Cause = z.enum(UNREACHABLE_REASONS).nullable();

/** Why one object is not changed: a code of ours, and the owner's own words where it said any. */
export const EditRefusal = z.object({
  code: z.enum(['missing', 'unreachable', 'refused', 'rights']),
  /** Why a member cannot be reached. */
  cause: Cause,
  said: z.string(),
});
export type EditRefusal = z.infer<typeof EditRefusal>;

/** One field of one object that the edit would change. */
export const FieldChange = z.strictObject({
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FieldChange = z.infer<typeof FieldChange>;
export const EditPreview = z.object({
  items: z.array(
    z.object({
      target: EditTarget,
      /** Sent back with the edit, so that a later change of someone else is seen. */
      changes: z.array(FieldChange),
      refusal: EditRefusal.nullable(),
    }),
  ),
});
export type EditPreview = z.infer<typeof EditPreview>;

export const EditPlacesApplyInput = EditPlacesInput.extend({
  /** What the preview showed; an object that is not named here is changed whatever it holds. */
  expected: z.array(z.strictObject({ target: EditTarget, changes: z.array(FieldChange).max(500) })).max(1000),
});

/** Who wrote a field last, and when (ISO 8601). */
export const FieldWriter = z.object({ manager: z.string(), at: z.string().nullable() });
export type FieldWriter = z.infer<typeof FieldWriter>;

/** A field that was not as the preview showed it. */
export const FieldSurprise = z.object({
  path: z.string(),
  found: z.string().nullable(),
  writer: FieldWriter.nullable(),
});
export type FieldSurprise = z.infer<typeof FieldSurprise>;

/** What became of one object. */
export const EditOutcome = z.object({
  target: EditTarget,
  outcome: z.enum(['applied', 'unchanged', 'conflict', 'missing', 'refused', 'unreachable', 'rights']),
  /** Why a member could not be reached. */
  cause: Cause,
  /** The owner's own words, empty when it said none. */
  said: z.string(),
  /** Of a conflict: what someone else changed since the preview. */
  surprises: z.array(FieldSurprise),
});
export type EditOutcome = z.infer<typeof EditOutcome>;
