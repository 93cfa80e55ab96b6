import { z } from 'zod';
import { ClusterNameText, Instant } from '~/server/clusters/model/names';
import { TimeZone, WallTime } from '~/server/clusters/model/wall-clock';
import { CLUSTER_FIELDS, ClusterAffinity } from './placement';

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** Nothing new begins within it. `days`: on which it begins; one that ends when it begins, or before, goes on into the next day. */
export const FreezeWindow = z.strictObject({
  days: z
    .array(z.enum(WEEKDAYS))
    .min(1)
    .max(7)
    .default([...WEEKDAYS]),
  from: WallTime,
  to: WallTime,
  timeZone: TimeZone.default('UTC'),
});
export type FreezeWindow = z.infer<typeof FreezeWindow>;

const minutes = (most: number) => z.int().min(0).max(most);

/**
 * How a revision goes over its clusters. The words are those of Open Cluster Management where the meaning is:
 * https://open-cluster-management.io/docs/concepts/content-placement/placement/#rollout-strategy
 */
export const RolloutStrategy = z.strictObject({
  /** One cluster goes before all others. */
  canary: z.boolean().default(true),
  /** Clusters that go together, the first that means them; the others come after. */
  groups: z
    .array(z.strictObject({ name: z.string().min(1).max(63), targetCluster: ClusterAffinity }))
    .max(50)
    .default([])
    .refine((groups) => new Set(groups.map(({ name }) => name)).size === groups.length, {
      error: 'two groups have the same name',
    }),
  /** The others go together by this, in the order of its values; all at once where it is absent. */
  groupBy: z.enum([...CLUSTER_FIELDS, 'cluster']).optional(),
  /** How long all of a wave has to be well before the next one. */
  minSuccessMinutes: minutes(10_080).default(0),
  /** A cluster that is not well by then has failed. */
  progressDeadlineMinutes: z.int().min(1).max(1440).default(10),
  /** More failed clusters than this stop it. */
  maxFailures: z.int().min(0).max(2000).default(0),
  /** Before which waves somebody has to approve: before the second, or before each but the first. */
  approval: z.enum(['never', 'second', 'each']).default('never'),
  approvedBy: z.enum(['anyone', 'another']).default('anyone'),
  freezeWindows: z.array(FreezeWindow).max(20).default([]),
});
export type RolloutStrategy = z.infer<typeof RolloutStrategy>;

export const Wave = z.object({ name: z.string(), clusters: z.array(z.string()) });
export type Wave = z.infer<typeof Wave>;

/** `stopped`: too many clusters failed; `superseded`: a newer revision was saved. */
export const ROLLOUT_STATES = ['running', 'paused', 'stopped', 'aborted', 'done', 'superseded'] as const;
export const RolloutState = z.enum(ROLLOUT_STATES);
export type RolloutState = z.infer<typeof RolloutState>;

/** What a running rollout waits for. `wave` is the number of the next one; times are when the wait is over. */
export const Waiting = z.discriminatedUnion('for', [
  z.object({ for: z.literal('approval'), wave: z.int() }),
  z.object({ for: z.literal('thaw'), until: Instant }),
  z.object({ for: z.literal('clusters'), clusters: z.array(z.string()), until: Instant }),
  z.object({ for: z.literal('success'), until: Instant }),
]);
export type Waiting = z.infer<typeof Waiting>;

export const ROLLOUT_EVENTS = [
  ...(['began', 'opened', 'approved', 'paused', 'resumed', 'stopped', 'aborted', 'done', 'superseded'] as const),
] as const;

/** One line of the timeline. `wave`: the one that it is about; `by`: a person's name, null for the hub itself. */
export const RolloutEvent = z.object({
  at: Instant,
  kind: z.enum(ROLLOUT_EVENTS),
  wave: z.int().nullable(),
  by: z.string().nullable(),
  reason: z.string(),
  clusters: z.array(z.string()),
});
export type RolloutEvent = z.infer<typeof RolloutEvent>;

/** The waves of one revision, and how far it has come. `open`: the last that was opened, -1 before the first. */
export const RolloutView = z.object({
  revision: z.int(),
  state: RolloutState,
  strategy: RolloutStrategy,
  waves: z.array(Wave),
  open: z.int(),
  openedAt: Instant,
  /** The last wave that may be opened where approval is asked for. */
  approved: z.int(),
  waiting: Waiting.nullable(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  events: z.array(RolloutEvent),
});
export type RolloutView = z.infer<typeof RolloutView>;

/** What a person does with a rollout. */
export const STEERS = ['approve', 'pause', 'resume', 'abort'] as const;
export type Steer = (typeof STEERS)[number];

/** `state` and `open` say where the rollout was when it was looked at. */
export const SteerInput = z.strictObject({
  name: ClusterNameText,
  revision: z.int().min(1),
  state: RolloutState,
  open: z.int().min(-1),
  steer: z.enum(STEERS),
  reason: z.string().max(500).default(''),
});
export type SteerInput = z.infer<typeof SteerInput>;
