import { z } from 'zod';
import { ClusterNameText, Instant } from '~/server/clusters/model/names';

/**
 * Whether a member's own RBAC lets people do what their grants say. `in-step`: it does; `refused`: the member does not let
 * the hub write it, with its reason; `pending`: not yet, because it was not asked or cannot be reached.
 */
export const ACCESS_STATES = ['in-step', 'refused', 'pending'] as const;
export type AccessState = (typeof ACCESS_STATES)[number];

/** `since` the state holds, `asOf` the last time that the member itself was asked; null before the first. */
export const MemberRights = z.object({
  cluster: ClusterNameText,
  state: z.enum(ACCESS_STATES),
  reason: z.string(),
  since: Instant.nullable(),
  asOf: Instant.nullable(),
});
export type MemberRights = z.infer<typeof MemberRights>;

/** Which version of the plug-in's protocol the kubeconfig asks for; kubectl before 1.22 speaks the older one alone. */
export const KubeconfigInput = z.strictObject({ exec: z.enum(['v1', 'v1beta1']).default('v1beta1') });

/** Of one cluster, or of all in sight. */
export const MemberRightsInput = z.strictObject({ cluster: ClusterNameText.optional() });
