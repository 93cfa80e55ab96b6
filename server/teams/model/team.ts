import { z } from 'zod';
import { Instant } from '~/server/clusters/model/names';
import { GrantScope } from './grant';
import { RoleName } from './role';

/** A team's name stands in addresses and in the groups that members see: an RFC 1123 label. */
export const TeamName = z
  .string()
  .max(63, 'at most 63 characters')
  .regex(
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'small letters, digits and dashes; begins and ends with a letter or digit',
  )
  .refine((name) => !name.startsWith('system'), 'names that begin with system belong to Kubernetes');

export const TeamByName = z.strictObject({ name: TeamName });
export const TeamEdit = TeamByName.extend({ description: z.string().trim().max(500).default('') });

export const TeamRow = z.object({
  id: z.string(),
  name: TeamName,
  description: z.string(),
  members: z.int(),
  grants: z.int(),
  createdAt: Instant,
});
export type TeamRow = z.infer<typeof TeamRow>;

export const TeamMember = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['person', 'service', 'local']),
  disabled: z.boolean(),
  /** `hub`: added here; else the identity provider that says so. */
  sources: z.array(z.string()),
  /** Since when the provider does not say so any more, and it stands for want of another who administers the fleet. */
  keptSince: Instant.nullable(),
});
export type TeamMember = z.infer<typeof TeamMember>;

/** To whom something is given: a person by id, a team by name. */
export const Subject = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('person'), id: z.uuid() }),
  z.strictObject({ to: z.literal('team'), name: TeamName }),
]);
export type Subject = z.infer<typeof Subject>;

/** A grant as it is kept. */
export const GrantRow = z.object({
  id: z.string(),
  role: RoleName,
  scope: GrantScope,
  team: z.string().nullable(),
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  reason: z.string(),
  grantedBy: z.string(),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
});
export type GrantRow = z.infer<typeof GrantRow>;

export const TeamDetail = TeamRow.extend({ people: z.array(TeamMember), held: z.array(GrantRow) });
export type TeamDetail = z.infer<typeof TeamDetail>;

export const MemberInput = z.strictObject({ team: TeamName, person: z.uuid() });

const Reason = z.string().trim().max(500).default('');
const Hours = z
  .int()
  .min(1)
  .max(24 * 365);

/** `hours`: it ends by itself after so long; null: it stays until it is taken back. */
export const GrantInput = z.strictObject({
  subject: Subject,
  role: RoleName,
  scope: GrantScope,
  hours: Hours.nullable().default(null),
  reason: Reason,
});
export type GrantInput = z.infer<typeof GrantInput>;
export const RevokeInput = z.strictObject({ id: z.uuid(), reason: Reason });

/** A grant for oneself and for a time, that someone else must give. */
export const AccessRequestInput = z.strictObject({
  role: RoleName,
  scope: GrantScope,
  hours: z
    .int()
    .min(1)
    .max(24 * 7),
  reason: z.string().trim().min(1, 'say what it is for').max(500),
});
export type AccessRequestInput = z.infer<typeof AccessRequestInput>;

export const AccessRequestRow = z.object({
  id: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  role: RoleName,
  scope: GrantScope,
  hours: z.int(),
  reason: z.string(),
  state: z.enum(['waiting', 'granted', 'refused']),
  createdAt: Instant,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  said: z.string(),
  /** Whether who asks for the list may decide it. */
  mine: z.boolean(),
  decidable: z.boolean(),
});
export type AccessRequestRow = z.infer<typeof AccessRequestRow>;
export const DecisionInput = z.strictObject({
  id: z.uuid(),
  grant: z.boolean(),
  said: z.string().trim().max(500).default(''),
});

export const RoleRow = z.object({
  name: RoleName,
  builtIn: z.boolean(),
  description: z.string(),
  actions: z.array(z.string()),
  grants: z.int(),
});
export type RoleRow = z.infer<typeof RoleRow>;
