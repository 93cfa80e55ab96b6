import { z } from 'zod';
import { ClusterNameText, Instant } from '~/server/clusters/model/names';
import { FailoverPolicy } from './failover';
import { OverrideRule } from './override';
import { Placement } from './placement';
import { RolloutStrategy } from './rollout';

/** A label value of what is delivered, and a name in the hub's own Kubernetes API: an RFC 1123 label. */
export const ApplicationName = ClusterNameText;

/** A Kubernetes object as its author writes it; what of it cannot be delivered is told by `core/read-templates`. */
export const Template = z.record(z.string(), z.json());
export type Template = z.infer<typeof Template>;

/** What is done about a field that somebody else has changed. */
export const DriftPolicy = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('report') }),
  z.strictObject({ do: z.literal('revert'), afterMinutes: z.int().min(0).max(10_080).default(0) }),
]);
export type DriftPolicy = z.infer<typeof DriftPolicy>;

/** What an application is: it is saved as a whole, and each saved whole is a revision. */
export const ApplicationSpec = z.strictObject({
  templates: z.array(Template).min(1).max(500),
  placement: Placement,
  overrides: z
    .array(OverrideRule)
    .max(200)
    .default([])
    .refine((rules) => new Set(rules.map(({ name }) => name)).size === rules.length, {
      error: 'two overrides have the same name',
    }),
  drift: DriftPolicy.default({ do: 'report' }),
  /** How each revision goes over the clusters; all at once where it is absent. */
  rollout: RolloutStrategy.optional(),
  /** When it leaves a cluster by itself; never where it is absent. */
  failover: FailoverPolicy.optional(),
  /** What becomes of objects of which it is not any more. */
  removal: z.enum(['delete', 'keep']).default('delete'),
  /** Whether objects that stand in a member already, and belong to no application, are taken over. */
  adopt: z.boolean().default(false),
});
export type ApplicationSpec = z.infer<typeof ApplicationSpec>;

/** One saved whole. `restores`: the earlier revision that it brings back. */
export const Revision = z.object({
  number: z.int(),
  author: z.string(),
  reason: z.string(),
  createdAt: Instant,
  restores: z.int().nullable(),
});
export type Revision = z.infer<typeof Revision>;

/** Larger than etcd takes an object, and still small enough to be kept once per cluster. */
export const MOST_SPEC_BYTES = 1024 * 1024;
