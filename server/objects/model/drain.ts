import { z } from 'zod';
import { ClusterNameText } from '~/server/clusters/model/names';
import { Segment } from './ref';

export const NodeRef = z.strictObject({ cluster: ClusterNameText, name: Segment });
export type NodeRef = z.infer<typeof NodeRef>;

/** As `kubectl drain`: pods without a controller and local data are only lost when a person says so. */
export const DrainOptions = z.strictObject({
  unmanaged: z.boolean().default(false),
  emptyDir: z.boolean().default(false),
  timeoutSeconds: z.int().min(10).max(3600).default(600),
});
export type DrainOptions = z.infer<typeof DrainOptions>;

export const PodName = z.object({ namespace: z.string(), name: z.string() });

/** What becomes of each pod of the node. `blocked` holds the drain up until the person consents. */
export const DrainPlan = z.object({
  evicted: z.array(PodName.extend({ owner: z.string() })),
  stays: z.array(PodName.extend({ why: z.enum(['daemonSet', 'static']) })),
  blocked: z.array(PodName.extend({ why: z.enum(['unmanaged', 'emptyDir']) })),
  /** Budgets that allow no disruption now; their pods wait. */
  budgets: z.array(z.object({ namespace: z.string(), name: z.string(), allowed: z.int(), pods: z.int() })),
});
export type DrainPlan = z.infer<typeof DrainPlan>;

export const DrainInput = z.strictObject({
  node: NodeRef,
  options: DrainOptions,
  reason: z.string().max(500).default(''),
});
export type DrainInput = z.infer<typeof DrainInput>;

/** One pod while the node is drained. `waiting`: its budget allows no disruption now, in the member's words. */
export const DrainedPod = PodName.extend({
  state: z.enum(['waiting', 'evicted', 'gone', 'failed']),
  said: z.string(),
  since: z.string(),
});
export type DrainedPod = z.infer<typeof DrainedPod>;

/** A drain as it stands; `state` tells whether it still runs and how it ended. */
export const Drain = z.object({
  id: z.string(),
  node: NodeRef,
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  total: z.int(),
  pods: z.array(DrainedPod),
  said: z.string(),
  startedAt: z.string(),
  updatedAt: z.string(),
  startedBy: z.string(),
});
export type Drain = z.infer<typeof Drain>;
