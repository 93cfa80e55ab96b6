import { z } from 'zod';
import { ClusterNameText } from '~/server/clusters/model/names';
import { ObjectRef } from './ref';

export const CompareInput = ObjectRef.omit({ cluster: true }).extend({ clusters: z.array(ClusterNameText).max(500) });
export type CompareInput = z.infer<typeof CompareInput>;

/** A field in which an object differs from that of group 0; null where it is absent. */
const Difference = z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() });

/**
 * One member's answer about an object that many have. Equal objects are of one `group`, numbered as they were first seen; the
 * first of a group carries how it differs from group 0, and how many differences were left out.
 */
export const ComparedCluster = z.discriminatedUnion('answer', [
  z.object({
    answer: z.literal('found'),
    cluster: z.string(),
    createdAt: z.string(),
    group: z.int(),
    differences: z.array(Difference),
    more: z.int(),
  }),
  z.object({ answer: z.literal('absent'), cluster: z.string() }),
  z.object({ answer: z.literal('failed'), cluster: z.string(), reason: z.string(), detail: z.string() }),
]);
export type ComparedCluster = z.infer<typeof ComparedCluster>;
