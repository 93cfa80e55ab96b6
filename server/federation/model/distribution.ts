import { z } from 'zod';
import { StatusWord } from '~/server/clusters/model/health';
import { Scope } from '~/server/clusters/model/scope';

/** By what clusters are put together. */
export const DISTRIBUTED_BY = ['zone', 'region', 'cluster'] as const;

export const DistributionInput = z.strictObject({
  by: z.enum(DISTRIBUTED_BY),
  /** Only clusters in it. */
  scope: Scope.optional(),
});
export type DistributionInput = z.infer<typeof DistributionInput>;

/** What runs of an application in one place: the gravest status, and how many of its clusters there have what they are brought to. */
export const Share = z.object({ place: z.string(), status: StatusWord, clusters: z.int(), applied: z.int() });
export type Share = z.infer<typeof Share>;

/**
 * Which application stands where, and how. `places` are in the order of their names, '' last: clusters that are said to lie
 * nowhere. `clusters`: how many have any application. `rows` are the gravest of `total` applications that have a cluster there, by name where they are alike.
 */
export const Distribution = z.object({
  places: z.array(z.string()),
  rows: z.array(z.object({ application: z.string(), status: StatusWord, shares: z.array(Share) })),
  total: z.int(),
  clusters: z.int(),
});
export type Distribution = z.infer<typeof Distribution>;
