import { z } from 'zod';
import { PlaceName } from '~/server/clusters/model/names';
import { ObjectRef } from '~/server/objects/model/ref';
import { Refusal } from '~/server/objects/model/write';

export const PLACE_KEYS = { zone: 'topology.kubernetes.io/zone', region: 'topology.kubernetes.io/region' } as const;

/**
 * Where a workload's pods shall run. `affinity`: must they, or should they, run in the named places; `spread`: shall they be
 * shared out evenly, as well as can be (`soft`) or else wait (`hard`), with at most `maxSkew` pods between two places.
 */
export const SchedulingIntent = z.strictObject({
  over: z.enum(['zone', 'region']),
  affinity: z.enum(['none', 'require', 'prefer']),
  places: z.array(PlaceName).max(50).default([]),
  spread: z.enum(['none', 'soft', 'hard']),
  maxSkew: z.int().min(1).max(100).default(1),
});
export type SchedulingIntent = z.infer<typeof SchedulingIntent>;

/** Whether callers in a zone reach the service's pods in their own zone first. */
export const ServiceAccess = z.enum(['anywhere', 'nearest']);
export type ServiceAccess = z.infer<typeof ServiceAccess>;

export const SchedulingEdit = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('workload'), intent: SchedulingIntent }),
  z.strictObject({ of: z.literal('service'), access: ServiceAccess }),
]);
export type SchedulingEdit = z.infer<typeof SchedulingEdit>;

export const SchedulingInput = z.strictObject({
  targets: z.array(ObjectRef).min(1).max(200),
  edit: SchedulingEdit,
  reason: z.string().max(500).default(''),
});
export type SchedulingInput = z.infer<typeof SchedulingInput>;

/** Pods of the workload in one place now, and as the scheduler would share them out anew: an estimate, never a promise. */
export const PlacePods = z.object({
  place: z.string().nullable(),
  nodes: z.int(),
  before: z.int(),
  after: z.int().nullable(),
});
export type PlacePods = z.infer<typeof PlacePods>;

export const SchedulingPreview = z.object({
  target: ObjectRef,
  changes: z.array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  places: z.array(PlacePods),
  /** Places that were named and have no node in this cluster. */
  unknownPlaces: z.array(z.string()),
  refusal: Refusal.nullable(),
});
export type SchedulingPreview = z.infer<typeof SchedulingPreview>;
