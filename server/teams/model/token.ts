import { z } from 'zod';
import { Instant } from '~/server/clusters/model/names';
import { GrantScope } from './grant';
import { PersonName, SessionRow } from './person';
import { RoleName } from './role';
import { TeamName } from './team';

export const MOST_TOKEN_DAYS = 365;

/** What a program may do in one's name: at most the role, within the scope where one is given, and never more than oneself. */
export const TokenInput = z.strictObject({
  name: PersonName,
  role: RoleName,
  scope: GrantScope.nullable().default(null),
  days: z.int().min(1).max(MOST_TOKEN_DAYS),
});
export type TokenInput = z.infer<typeof TokenInput>;
export const TokenForInput = TokenInput.extend({ person: z.uuid() });

export const TokenRow = z.object({
  id: z.string(),
  name: z.string(),
  role: RoleName,
  scope: GrantScope.nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Instant.nullable(),
});
export type TokenRow = z.infer<typeof TokenRow>;

/** The token itself, which is shown this once. */
export const MadeToken = z.object({ id: z.string(), token: z.string(), expiresAt: Instant });
export type MadeToken = z.infer<typeof MadeToken>;

/** A machine's account; `team`: whose people look after it, null: the fleet's administrators. */
export const ServiceInput = z.strictObject({ name: PersonName, team: TeamName.nullable() });
export const TokenById = z.strictObject({ id: z.uuid() });
export const EndToken = z.strictObject({ person: z.uuid(), id: z.uuid() });

/** Where kubectl comes in, and by which authority it knows the hub; null where that is one that everyone knows. */
export const MachinesDoor = z.object({ hub: z.string(), certificateAuthority: z.string().nullable() });
export type MachinesDoor = z.infer<typeof MachinesDoor>;

/** How one gets in oneself. */
export const OwnAccount = z.object({
  door: MachinesDoor,
  login: z.string().nullable(),
  hasPassword: z.boolean(),
  sessions: z.array(SessionRow),
  tokens: z.array(TokenRow),
});
export type OwnAccount = z.infer<typeof OwnAccount>;
