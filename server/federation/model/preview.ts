import { z } from 'zod';
import { ClusterNameText } from '~/server/clusters/model/names';
import { Refusal } from '~/server/objects/model/write';
import { ApplicationName } from './application';
import type { Decision } from './decision';
import type { OverrideProblem } from './manifest';
import { Wave } from './rollout';

/** A document of an application as its author writes it; checked for what it is by `read-text`. */
export const ApplicationText = z
  .string()
  .min(1)
  .max(3 * 1024 * 1024);

export const PreviewInput = z.strictObject({
  text: ApplicationText,
  /** Clusters, regions and zones that are taken for lost: what would become of the application without them. */
  without: z
    .strictObject({
      clusters: z.array(ClusterNameText).max(500).default([]),
      regions: z.array(z.string().max(63)).max(100).default([]),
      zones: z.array(z.string().max(63)).max(100).default([]),
    })
    .optional(),
});
export type PreviewInput = z.infer<typeof PreviewInput>;

export const ManifestsInput = PreviewInput.omit({ without: true }).extend({ cluster: ClusterNameText });
export type ManifestsInput = z.infer<typeof ManifestsInput>;

export const SaveInput = z.strictObject({
  text: ApplicationText,
  /** The revision that the edit began with; null for an application that is new. */
  base: z.int().min(1).nullable(),
  reason: z.string().max(500).default(''),
  /** The earlier revision whose text this is. */
  restores: z.int().min(1).nullable().default(null),
  /** That all may be removed that this save removes, however much that is. */
  confirmsRemoval: z.boolean().default(false),
  /** That all clusters get it at once, whatever its rollout says: for taking back what is wrong. */
  atOnce: z.boolean().default(false),
});
export type SaveInput = z.infer<typeof SaveInput>;

const decision = z.custom<Decision>((value) => typeof value === 'object' && value !== null);
const problem = z.custom<OverrideProblem>((value) => typeof value === 'object' && value !== null);

const ROOM = ['cpuMillis', 'memoryBytes', 'pods'] as const;
const room = z.object({ cpuMillis: z.number(), memoryBytes: z.number(), pods: z.number() });

/** What its pods ask for there beyond what they did, what is free (null where that is not known), and of what there is too little. */
export const PreviewedRoom = z.object({
  zone: z.string().nullable(),
  needs: room,
  free: room.nullable(),
  lacks: z.array(z.enum(ROOM)),
});
export type PreviewedRoom = z.infer<typeof PreviewedRoom>;

/** A quota of a namespace that leaves less than is needed, in milli-CPUs, bytes or pods. */
export const QuotaLack = z.object({
  namespace: z.string(),
  quota: z.string(),
  resource: z.string(),
  of: z.enum(ROOM),
  needs: z.number(),
  left: z.number(),
});
export type QuotaLack = z.infer<typeof QuotaLack>;

/** Something that pods name and cannot start without; `by` is the object whose pods name it. */
export const Reference = z.object({
  kind: z.enum(['ConfigMap', 'Secret', 'ServiceAccount']),
  namespace: z.string(),
  name: z.string(),
  by: z.string(),
});
export type Reference = z.infer<typeof Reference>;

export const TakeAlongInput = z.strictObject({ text: ApplicationText, cluster: ClusterNameText });
export type TakeAlongInput = z.infer<typeof TakeAlongInput>;

/** The text with what was taken along, and why something was not. */
export const TakenAlong = z.object({
  text: z.string(),
  taken: z.array(Reference),
  left: z.array(z.object({ reference: Reference, why: z.enum(['secret', 'missing', 'unreadable']) })),
});
export type TakenAlong = z.infer<typeof TakenAlong>;

/** One of its clusters after the save: `does` says what becomes of it there. */
export const PreviewedCluster = z.object({
  cluster: z.string(),
  replicas: z.int().nullable(),
  does: z.enum(['joins', 'changes', 'stays', 'leaves']),
  /** What is to be said of its overrides there, with the number of the template. */
  problems: z.array(z.object({ template: z.int(), problem })),
  /** How many objects are new, changed, and not wanted any more. */
  objects: z.object({ added: z.int(), changed: z.int(), removed: z.int() }),
  /** Null where nothing more is needed. */
  room: PreviewedRoom.nullable(),
});
export type PreviewedCluster = z.infer<typeof PreviewedCluster>;

export const ExplainInput = z.strictObject({ name: ApplicationName, without: PreviewInput.shape.without });
export type ExplainInput = z.infer<typeof ExplainInput>;

/** What the placement of a kept application decides now. */
export const Explanation = z.object({ decision: decision.nullable() });
export type Explanation = z.infer<typeof Explanation>;

/** What saving would do, before any member is asked. */
export const ApplicationPreview = z.object({
  name: z.string(),
  decision,
  /** Named in the placement or an override, and nowhere in sight. */
  unknownClusters: z.array(z.string()),
  clusters: z.array(PreviewedCluster),
  /** So many objects would be removed from some cluster that it has to be said that this is meant; null where not. */
  removesMany: z.int().nullable(),
  /** In which order they would get it; empty where all get it at once. */
  waves: z.array(Wave),
  /** Some overrides contradict each other, fail, or change what an object is. */
  isBlocked: z.boolean(),
});
export type ApplicationPreview = z.infer<typeof ApplicationPreview>;

/** One object as it is applied to one cluster: its text, which fields of it are not the template's, and by which rule. */
export const PreviewedManifest = z.object({
  template: z.int(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  text: z.string(),
  /** What the cluster was brought to before; null where it is new. */
  before: z.string().nullable(),
  origins: z.array(z.object({ path: z.string(), rule: z.string().nullable(), overrider: z.int() })),
  problems: z.array(problem),
});
export type PreviewedManifest = z.infer<typeof PreviewedManifest>;

/** What a member's own dry run says of the objects that it would be given; `cluster` alone when all of them are well. */
export const DryRun = z.object({
  cluster: z.string(),
  objects: z.int(),
  warnings: z.array(z.string()),
  quotas: z.array(QuotaLack),
  /** What its pods name, and is neither there nor comes along. */
  missing: z.array(Reference),
  refusals: z.array(z.object({ template: z.int(), kind: z.string(), name: z.string(), refusal: Refusal })),
});
export type DryRun = z.infer<typeof DryRun>;
