import { z } from 'zod';
import { ClusterNameText } from '~/server/clusters/model/names';
import { UNREACHABLE_REASONS } from '~/server/kernel/failure';
import { ObjectRef } from './ref';

/** As large as Kubernetes itself takes, and some room for what is written around it. */
export const ManifestText = z.string().max(3 * 1024 * 1024);
const Reason = z.string().max(500).default('');

/** Documents that are created in one member; those without a namespace go to `namespace`. */
export const CreateInput = z.strictObject({
  cluster: ClusterNameText,
  text: ManifestText,
  namespace: z.string().max(63).default('default'),
  reason: Reason,
});
export type CreateInput = z.infer<typeof CreateInput>;

/** The edited text of one object, and the text that the edit began with. */
export const UpdateInput = z.strictObject({
  ref: ObjectRef,
  base: ManifestText,
  text: ManifestText,
  reason: Reason,
});
export type UpdateInput = z.infer<typeof UpdateInput>;

/** Why a member, or the hub before it, does not take an object: the sentence, and the fields it is about. */
export const Refusal = z.object({
  code: z.enum([
    'yaml',
    'identity',
    'conflict',
    'exists',
    'missing',
    'refused',
    'forbidden',
    'unreachable',
    'secret',
    'rights',
  ]),
  /** Why the member could not be reached. */
  cause: z.enum(UNREACHABLE_REASONS).nullable(),
  said: z.string(),
  line: z.int().nullable(),
  causes: z.array(z.object({ field: z.string(), message: z.string() })),
});
export type Refusal = z.infer<typeof Refusal>;

/** What a write would make of one object, from the member's own dry run. `before` is null for a new one. */
export const WritePreview = z.object({
  ref: ObjectRef.nullable(),
  kind: z.string(),
  line: z.int(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  warnings: z.array(z.string()),
  refusal: Refusal.nullable(),
});
export type WritePreview = z.infer<typeof WritePreview>;

export const WriteOutcome = z.object({
  ref: ObjectRef.nullable(),
  kind: z.string(),
  outcome: z.enum(['created', 'updated', 'unchanged', 'refused']),
  resourceVersion: z.string().nullable(),
  warnings: z.array(z.string()),
  refusal: Refusal.nullable(),
});
export type WriteOutcome = z.infer<typeof WriteOutcome>;

/** Of an edit that met another's: what they changed, what overlaps, and the two together where nothing does. */
export const RebaseInput = z.strictObject({ ref: ObjectRef, base: ManifestText, mine: ManifestText });
export type RebaseInput = z.infer<typeof RebaseInput>;
export const Rebase = z.object({
  resourceVersion: z.string(),
  theirs: z.array(
    z.object({
      path: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      manager: z.string().nullable(),
      at: z.string().nullable(),
    }),
  ),
  overlaps: z.array(z.string()),
  now: z.string(),
  merged: z.string().nullable(),
});
export type Rebase = z.infer<typeof Rebase>;
