import { z } from 'zod';
import { ClusterNameText, LabelKey, LabelValue, PlaceName } from '~/server/clusters/model/names';

/** A namespace's name: an RFC 1123 label. */
const NamespaceName = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'not a namespace name');

/**
 * Where a grant holds: clusters × namespaces × environments. `null` means all of them, also those that are yet to come.
 * Clusters are chosen by name or by labels that the hub's people gave them; never by what a member says of itself.
 */
export const GrantScope = z.strictObject({
  clusters: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('all') }),
    z.strictObject({ by: z.literal('name'), names: z.array(ClusterNameText).min(1).max(500) }),
    z.strictObject({
      by: z.literal('label'),
      labels: z.record(LabelKey, LabelValue).refine((labels) => {
        const { length } = Object.keys(labels);
        return length > 0 && length <= 10;
      }, 'one to ten labels'),
    }),
  ]),
  namespaces: z.array(NamespaceName).min(1).max(500).nullable(),
  environments: z.array(PlaceName).min(1).max(50).nullable(),
});
export type GrantScope = z.infer<typeof GrantScope>;

/** The whole fleet. */
export const EVERYWHERE: GrantScope = { clusters: { by: 'all' }, namespaces: null, environments: null };
