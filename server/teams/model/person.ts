import { z } from 'zod';
import { Instant } from '~/server/clusters/model/names';
import { TeamMember } from './team';

/** What someone types to sign in: ASCII alone, so that no two names look the same; upper case is written small. */
export const LoginName = z
  .string()
  .trim()
  .toLowerCase()
  .max(100, 'at most 100 characters')
  .regex(/^[a-z0-9][a-z0-9._@+-]*$/, 'small letters, digits and . _ @ + -; begins with a letter or digit')
  .refine((name) => !name.startsWith('system'), 'names that begin with system belong to Kubernetes');

/** How a person is shown: printable, on one line. */
export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, 'only characters that can be seen');

/** Long enough for any passphrase, short enough that hashing it costs nothing. */
export const PasswordText = z.string().min(1).max(200);

export const InviteInput = z.strictObject({ name: PersonName, login: LoginName });
export const PersonById = z.strictObject({ id: z.uuid() });
/** Who is put out is told why by whoever reads the record. */
export const DisableInput = z
  .strictObject({ id: z.uuid(), disabled: z.boolean(), reason: z.string().trim().max(500).default('') })
  .refine(({ disabled, reason }) => !disabled || reason !== '', { path: ['reason'], error: 'say why' });

/** Shown once: whoever opens it chooses the password of this person. */
export const Invited = z.object({ id: z.string(), token: z.string(), expiresAt: Instant });
export type Invited = z.infer<typeof Invited>;

export const SignInInput = z.strictObject({ login: z.string().min(1).max(200), password: PasswordText });
export const AcceptInput = z.strictObject({ token: z.string().min(20).max(200), password: PasswordText });
export const PasswordChange = z.strictObject({ current: PasswordText, next: PasswordText });

/** Where a session came from: the address and the program that asked. */
export type SignInPlace = { address: string; agent: string };

export const SessionRow = z.object({
  id: z.string(),
  /** `link`, `password`, `invitation`, `local`, `kubectl`, or the name of an identity provider. */
  by: z.string(),
  /** Of a session of kubectl: what the machine calls itself. */
  machine: z.string().nullable(),
  address: z.string(),
  agent: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  /** The one that asks. */
  current: z.boolean(),
});
export type SessionRow = z.infer<typeof SessionRow>;

/** One line of the list of people. */
export const PersonRow = TeamMember.omit({ sources: true, keptSince: true }).extend({
  login: z.string().nullable(),
  teams: z.array(z.string()),
  /** The names of their roles, own and of their teams. */
  roles: z.array(z.string()),
  hasPassword: z.boolean(),
  invitedUntil: Instant.nullable(),
  owner: z.string().nullable(),
  lastSeenAt: Instant.nullable(),
  createdAt: Instant,
});
export type PersonRow = z.infer<typeof PersonRow>;

export const SessionOf = z.strictObject({ id: z.uuid() });
/** `session`: that one; absent: all of theirs. */
export const EndSessions = z.strictObject({ person: z.uuid(), session: z.uuid().optional() });
