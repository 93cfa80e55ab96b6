import { z } from 'zod';
import { ClusterNameText } from '~/server/clusters/model/names';

const ApiPart = z.string().regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/);

/** A kind as the API server addresses it; the core group is the empty string. */
export const KindRef = z.strictObject({ group: z.union([z.literal(''), ApiPart]), version: ApiPart, plural: ApiPart });
export type KindRef = z.infer<typeof KindRef>;

/** A path segment: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
export const Segment = z
  .string()
  .min(1)
  .max(253)
  .regex(/^(?!\.{1,2}$)[^/%\\\p{Cc}]+$/u);

/** One object of one member. */
export const ObjectRef = KindRef.extend({
  cluster: ClusterNameText,
  namespace: Segment.optional(),
  name: Segment,
});
export type ObjectRef = z.infer<typeof ObjectRef>;

/** A kind that a member serves, in the version it prefers. */
export const Kind = z.object({
  group: z.string(),
  version: z.string(),
  plural: z.string(),
  kind: z.string(),
  singular: z.string(),
  shortNames: z.array(z.string()),
  categories: z.array(z.string()),
  namespaced: z.boolean(),
  verbs: z.array(z.string()),
  subresources: z.array(z.string()),
});
export type Kind = z.infer<typeof Kind>;

/** `gaps`: groups that did not answer, whose kinds are unknown and not absent. */
export const KindList = z.object({ kinds: z.array(Kind), gaps: z.array(z.string()) });
export type KindList = z.infer<typeof KindList>;

/** `apps/v1`, or `v1` of the core group. */
export const apiVersionOf = ({ group, version }: Pick<KindRef, 'group' | 'version'>): string =>
  group === '' ? version : `${group}/${version}`;

/** Kubernetes Secrets are shown by their metadata alone. */
export const isSecret = ({ group, plural }: Pick<KindRef, 'group' | 'plural'>): boolean =>
  group === '' && plural === 'secrets';
