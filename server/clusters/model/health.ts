import { z } from 'zod';
import { UNREACHABLE_REASONS } from '~/server/kernel/failure';
import { STATUSES } from '~/server/kernel/status';
import { Instant } from './names';

export const StatusWord = z.enum(STATUSES);

/** Why a member has its status; every reason has one sentence in the catalogues (`health.<reason>`). */
export const HEALTH_REASONS = [
  'ok',
  'never-reached',
  'unreachable',
  'not-ready',
  'credential-rejected',
  'credential-expiring',
  'certificate-expiring',
  'identity-changed',
  'nodes-not-ready',
  'no-nodes',
  'throttled',
  'stale',
  'suspended',
] as const;
export const HealthReason = z.enum(HEALTH_REASONS);
export type HealthReason = z.infer<typeof HealthReason>;

/** A member's health. `since`: in this status; `asOf`: last time the member itself answered, null when it never did. */
export const ClusterHealth = z.object({
  status: StatusWord,
  reason: HealthReason,
  /** Why it could not be reached; none when it answered, or when a replica of another version knows other reasons. */
  cause: z.enum(UNREACHABLE_REASONS).nullish().catch(null),
  /** The owner's or the platform's own words, in whatever language they come. */
  detail: z.string(),
  since: Instant,
  asOf: Instant.nullable(),
  latencyMs: z.number().nullable(),
  version: z.string().nullable(),
  certificateExpiresAt: Instant.nullable(),
  credentialExpiresAt: Instant.nullable(),
  clockSkewMs: z.number().nullable(),
});
export type ClusterHealth = z.infer<typeof ClusterHealth>;

/** One slot of the history strip: the gravest status seen in it, and how long the API server took. */
export const HealthSlot = z.object({
  start: Instant,
  status: StatusWord,
  reason: HealthReason,
  latencyMs: z.number().nullable(),
});
export type HealthSlot = z.infer<typeof HealthSlot>;
