import { z } from 'zod';
import { ObjectRef } from './ref';
import { Refusal } from './write';

/** What can be done with an object by one button. */
export const ObjectAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('scale'), replicas: z.int().min(0).max(100_000) }),
  z.strictObject({ do: z.literal('restart') }),
  z.strictObject({ do: z.literal('pause') }),
  z.strictObject({ do: z.literal('resume') }),
  z.strictObject({ do: z.literal('undo'), revision: z.int().min(1).nullable() }),
  z.strictObject({ do: z.literal('cordon') }),
  z.strictObject({ do: z.literal('uncordon') }),
  z.strictObject({ do: z.literal('delete'), propagation: z.enum(['Background', 'Foreground', 'Orphan']) }),
]);
export type ObjectAction = z.infer<typeof ObjectAction>;

export const ActInput = z.strictObject({
  targets: z.array(ObjectRef).min(1).max(500),
  action: ObjectAction,
  reason: z.string().max(500).default(''),
});
export type ActInput = z.infer<typeof ActInput>;

/** What the action would change in one object; an empty list says that it is so already. */
export const ActionPreview = z.object({
  target: ObjectRef,
  changes: z.array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  refusal: Refusal.nullable(),
});
export type ActionPreview = z.infer<typeof ActionPreview>;

export const ActionOutcome = z.object({
  target: ObjectRef,
  outcome: z.enum(['applied', 'unchanged', 'refused']),
  refusal: Refusal.nullable(),
});
export type ActionOutcome = z.infer<typeof ActionOutcome>;

/** A revision that a workload can be taken back to. */
export const Revision = z.object({
  revision: z.int(),
  name: z.string(),
  createdAt: z.string(),
  images: z.array(z.string()),
  cause: z.string(),
  current: z.boolean(),
});
export type Revision = z.infer<typeof Revision>;
