import { z } from 'zod';
import { ClusterNameText, Instant } from '~/server/clusters/model/names';

const minutes = z.int().min(1).max(10_080);

/** When an application leaves a cluster by itself, and comes back. */
export const FailoverPolicy = z.strictObject({
  /** For so long a cluster has to have failed, or to be unknown. */
  graceMinutes: minutes.default(5),
  /** Cordoned clusters are left too. */
  cordoned: z.boolean().default(false),
  /** So many clusters are left within an hour at most. */
  maxPerHour: z.int().min(1).max(1000).default(2),
  returns: z.boolean().default(true),
  /** For so long the cluster has to be well again. */
  returnAfterMinutes: minutes.default(5),
});
export type FailoverPolicy = z.infer<typeof FailoverPolicy>;

export const FAILOVER_REASONS = ['failed', 'cordoned', 'drill'] as const;
export type FailoverReason = (typeof FAILOVER_REASONS)[number];

/** `well`: the cluster is well again; `over`: a drill's time is; `person`: somebody ended it. */
export const FAILOVER_ENDS = ['well', 'over', 'person'] as const;
export type FailoverEnd = (typeof FAILOVER_ENDS)[number];

/** The taint on a cluster that one application has left; its value is the reason. */
export const FAILOVER_TAINT = 'portolan.dev/failover';

/** One application having left one cluster. `by`: whose drill it is; `until`: when it ends by itself. */
export const Failover = z.object({
  id: z.string(),
  cluster: z.string(),
  reason: z.enum(FAILOVER_REASONS),
  by: z.string().nullable(),
  note: z.string(),
  since: Instant,
  until: Instant.nullable(),
  /** Clusters that got it, or more of it, instead. */
  movedTo: z.array(z.string()),
  endedAt: Instant.nullable(),
  ended: z.enum(FAILOVER_ENDS).nullable(),
});
export type Failover = z.infer<typeof Failover>;

export const DrillInput = z.strictObject({
  name: ClusterNameText,
  cluster: ClusterNameText,
  minutes: z.int().min(1).max(240).default(15),
  note: z.string().max(500).default(''),
});
export type DrillInput = z.infer<typeof DrillInput>;

export const EndFailoverInput = z.strictObject({ name: ClusterNameText, id: z.uuid() });
export type EndFailoverInput = z.infer<typeof EndFailoverInput>;
