import { z } from 'zod';
import { ClusterNameText } from '~/server/clusters/model/names';

/** What is known of a cluster's place and may be selected by; https://karmada.io/docs/userguide/scheduling/propagation-policy/ */
export const CLUSTER_FIELDS = ['region', 'zone', 'provider', 'environment'] as const;
export type ClusterField = (typeof CLUSTER_FIELDS)[number];

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;
const value = z.string().max(253);
const many = <Item extends z.ZodType>(item: Item, most: number) => z.array(item).max(most).default([]);

const requirement = <Key extends z.ZodType<string>>(key: Key) =>
  z
    .strictObject({ key, operator: z.enum(OPERATORS), values: many(value, 200) })
    .refine(({ operator, values }) => (operator.endsWith('In') ? values.length > 0 : values.length === 0), {
      error: 'In and NotIn need values, Exists and DoesNotExist have none',
      path: ['values'],
    });

export const LabelRequirement = requirement(z.string().min(1).max(317));
export type LabelRequirement = z.infer<typeof LabelRequirement>;
export const FieldRequirement = requirement(z.enum(CLUSTER_FIELDS));
export type FieldRequirement = z.infer<typeof FieldRequirement>;

/** Which clusters are meant: all that every part agrees to. Without names it is any cluster. */
export const ClusterAffinity = z.strictObject({
  clusterNames: z.array(ClusterNameText).max(2000).optional(),
  exclude: many(ClusterNameText, 2000),
  labelSelector: z
    .strictObject({
      matchLabels: z.record(z.string().min(1).max(317), value).default({}),
      matchExpressions: many(LabelRequirement, 50),
    })
    .optional(),
  fieldSelector: z.strictObject({ matchExpressions: many(FieldRequirement, 50) }).optional(),
});
export type ClusterAffinity = z.infer<typeof ClusterAffinity>;

/** As of pods: https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
export const TAINT_EFFECTS = ['NoSchedule', 'NoExecute'] as const;
export const ClusterTaint = z.strictObject({
  key: z.string().min(1).max(317),
  value: value.default(''),
  effect: z.enum(TAINT_EFFECTS),
});
export type ClusterTaint = z.infer<typeof ClusterTaint>;

export const Toleration = z.strictObject({
  key: z.string().max(317).default(''),
  operator: z.enum(['Equal', 'Exists']).default('Equal'),
  value: value.default(''),
  effect: z.enum(TAINT_EFFECTS).optional(),
});
export type Toleration = z.infer<typeof Toleration>;

export const SPREAD_BY = ['region', 'zone', 'provider', 'cluster'] as const;
export type SpreadBy = (typeof SPREAD_BY)[number];

/** In how many different places an application has to be at least, and may be at most. */
export const SpreadConstraint = z
  .strictObject({
    spreadBy: z.enum(SPREAD_BY),
    minGroups: z.int().min(1).max(2000).default(1),
    maxGroups: z.int().min(1).max(2000).optional(),
  })
  .refine(({ minGroups, maxGroups }) => maxGroups === undefined || minGroups <= maxGroups, {
    error: 'maxGroups is less than minGroups',
    path: ['maxGroups'],
  });
export type SpreadConstraint = z.infer<typeof SpreadConstraint>;

const ClusterWeight = z.strictObject({ targetCluster: ClusterAffinity, weight: z.int().min(0).max(1000) });

/** Every cluster gets all replicas, or they are shared out: by weights (all alike without any), or by what is free. */
export const ReplicaScheduling = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Duplicated') }),
  z.strictObject({ type: z.literal('Weighted'), weights: many(ClusterWeight, 500) }),
  z.strictObject({ type: z.literal('Capacity') }),
]);
export type ReplicaScheduling = z.infer<typeof ReplicaScheduling>;

const applications = many(z.string().min(1).max(253), 50);

/** Where an application should run. The first of the `clusterAffinities` that can hold it is taken: primary, then backup. */
export const Placement = z.strictObject({
  clusterAffinities: z
    .array(ClusterAffinity.extend({ name: z.string().min(1).max(63) }))
    .min(1)
    .max(20)
    .refine((groups) => new Set(groups.map(({ name }) => name)).size === groups.length, {
      error: 'two groups have the same name',
    }),
  clusterTolerations: many(Toleration, 100),
  spreadConstraints: many(SpreadConstraint, SPREAD_BY.length).refine(
    (all) => new Set(all.map(({ spreadBy }) => spreadBy)).size === all.length,
    { error: 'one constraint for each of region, zone, provider and cluster' },
  ),
  replicaScheduling: ReplicaScheduling.default({ type: 'Duplicated' }),
  /** Only where these applications run; never where those run. */
  workloadAffinity: z.strictObject({ with: applications, without: applications }).default({ with: [], without: [] }),
  /** Who is placed first where room is short: the greater. */
  priority: z.int().min(-1_000_000).max(1_000_000).default(0),
});
export type Placement = z.infer<typeof Placement>;
