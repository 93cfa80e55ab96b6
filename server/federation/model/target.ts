import { z } from 'zod';
import { StatusWord } from '~/server/clusters/model/health';
import { Instant } from '~/server/clusters/model/names';

/**
 * How far one cluster has been brought to what is wanted: `waiting` for its turn or for the member, `applying`, `applied`,
 * `refused` by the member or the hub until something changes, `withdrawing` and then gone.
 */
export const TARGET_STATES = ['waiting', 'applying', 'applied', 'refused', 'withdrawing'] as const;
export const TargetState = z.enum(TARGET_STATES);
export type TargetState = z.infer<typeof TargetState>;

/** Why an object, or all of a cluster, is not as it is wanted. `kind` and `name` are empty where it is about the cluster. */
export const TargetProblem = z.object({
  code: z.enum([
    'unreachable',
    'refused',
    'rights',
    /** The member serves no such kind. */
    'kind-missing',
    /** It stands there, and no application has it: adoption is not allowed. */
    'exists',
    /** Another application, or another hub, has it. */
    'foreign',
    'override',
    /** So much would be removed that a person has to say so. */
    'too-much-removed',
    /** It was put back several times within the hour, and somebody changes it again each time. */
    'contested',
  ]),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  said: z.string(),
});
export type TargetProblem = z.infer<typeof TargetProblem>;

/** An object as it stands in a member, by the hub's own inventory. The core group and what has no namespace are empty texts. */
export const DeliveredObject = z.object({
  group: z.string(),
  version: z.string(),
  kind: z.string(),
  plural: z.string(),
  namespace: z.string(),
  name: z.string(),
  uid: z.string(),
  status: StatusWord,
  reason: z.string(),
  /** Of workloads, how many are wanted and ready. */
  wanted: z.int().nullable(),
  ready: z.int().nullable(),
  drifted: z.int(),
  since: Instant,
  asOf: Instant,
});
export type DeliveredObject = z.infer<typeof DeliveredObject>;

/** One cluster of an application. `appliedRevision` is null before the first; `asOf` is when the member last answered. */
export const Target = z.object({
  cluster: z.string(),
  state: TargetState,
  revision: z.int(),
  appliedRevision: z.int().nullable(),
  replicas: z.int().nullable(),
  /** The number of its wave; less than 0 where nothing had to be sent. */
  wave: z.int(),
  status: StatusWord,
  reason: z.string(),
  problems: z.array(TargetProblem),
  ready: z.int(),
  wanted: z.int(),
  objects: z.int(),
  drifted: z.int(),
  since: Instant,
  asOf: Instant.nullable(),
});
export type Target = z.infer<typeof Target>;

/** https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers */
export const FIELD_MANAGER = 'portolan-federation';
