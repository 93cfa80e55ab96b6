import { z } from 'zod';
import { ClusterNameText, Instant } from '~/server/clusters/model/names';
import { Scope } from '~/server/clusters/model/scope';
import { SearchText, tableInput } from '~/server/clusters/model/table';
import type { FieldOwner } from '~/server/objects/model/view';
import { ApplicationName } from './application';

/**
 * A field that is not as it was applied. `path` is written as people do (`spec.containers[name=app].image`) and is empty where
 * the object itself is gone or is another; `found` is undefined where the field is gone. `by` is who wrote it last, undefined
 * where managedFields do not tell.
 */
export type DriftedField = {
  path: string;
  wanted: unknown;
  found: unknown;
  by: Pick<FieldOwner, 'manager' | 'operation' | 'at'> | undefined;
};

/** `undone` by whoever did it; `ignored` because a rule says so. */
export const DRIFT_ENDS = ['reverted', 'accepted', 'undone', 'ignored'] as const;

/** One drift as the inbox shows it. Of a Secret `wanted` and `found` are digests. */
export const DriftRow = z.object({
  id: z.string(),
  application: z.string(),
  cluster: z.string(),
  group: z.string(),
  version: z.string(),
  kind: z.string(),
  plural: z.string(),
  namespace: z.string(),
  name: z.string(),
  path: z.string(),
  wanted: z.json().nullable(),
  found: z.json().nullable(),
  manager: z.string().nullable(),
  operation: z.string().nullable(),
  /** When the field was written, as the member says. */
  at: Instant.nullable(),
  firstSeen: Instant,
  lastSeen: Instant,
  endedAt: Instant.nullable(),
  ended: z.enum(DRIFT_ENDS).nullable(),
});
export type DriftRow = z.infer<typeof DriftRow>;

const word = z.string().min(1).max(500);

export const DriftListInput = tableInput(
  ['firstSeen', 'lastSeen', 'application', 'cluster', 'manager', 'endedAt'],
  z.strictObject({
    /** Within the names of application, cluster, object and manager, or the path. */
    text: SearchText.optional(),
    scope: Scope.optional(),
    application: ApplicationName.optional(),
    cluster: ClusterNameText.optional(),
    manager: word.optional(),
    /** Only what is so now, or only what has ended; both where it is absent. */
    state: z.enum(['open', 'ended']).optional(),
  }),
);
export type DriftListInput = z.infer<typeof DriftListInput>;

/** Of the drift that ended within the last thirty days: how much, and how long it lasted; null where there was none. */
export const DriftTimes = z.object({ ended: z.int(), medianMs: z.number().nullable(), p90Ms: z.number().nullable() });
export type DriftTimes = z.infer<typeof DriftTimes>;

/** How much has drifted of an application in a cluster, and since when. */
export const DriftCount = z.object({ application: z.string(), cluster: z.string(), open: z.int(), since: Instant });
export type DriftCount = z.infer<typeof DriftCount>;

/** Which drift nobody needs to hear of: all of the application that agrees with each part that is given. */
export const DriftRuleInput = z.strictObject({
  application: ApplicationName,
  cluster: ClusterNameText.nullable().default(null),
  kind: word.nullable().default(null),
  name: word.nullable().default(null),
  /** The field and all that lies within it. */
  path: word.nullable().default(null),
  manager: word.nullable().default(null),
  reason: z.string().max(500).default(''),
  expiresAt: Instant.nullable().default(null),
});
export type DriftRuleInput = z.infer<typeof DriftRuleInput>;

export const DriftRule = z.object({
  ...DriftRuleInput.shape,
  id: z.string(),
  createdBy: z.string(),
  createdAt: Instant,
});
export type DriftRule = z.infer<typeof DriftRule>;

/** Where what was found is written, so that it is what is wanted: for all clusters, or for the one where it was found. */
export const AcceptInto = z.enum(['template', 'override']);
export type AcceptInto = z.infer<typeof AcceptInto>;

const ids = z.array(z.uuid()).min(1).max(500);
const reason = z.string().max(500).default('');
export const RevertInput = z.strictObject({ ids, reason });
export const AcceptInput = z.strictObject({ ids, into: AcceptInto });
export type AcceptInput = z.infer<typeof AcceptInput>;

/** The text that accepts them, to be previewed and saved as any other; `left` are those that it does not accept, and why. */
export const AcceptedText = z.object({
  name: z.string(),
  base: z.int(),
  text: z.string(),
  accepted: z.int(),
  left: z.array(z.object({ id: z.string(), why: z.enum(['gone', 'secret', 'unknown', 'overridden']) })),
});
export type AcceptedText = z.infer<typeof AcceptedText>;
