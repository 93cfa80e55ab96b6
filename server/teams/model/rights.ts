import { z } from 'zod';
import { ActionName } from './action-name';
import { GrantScope } from './grant';
import { RoleName } from './role';

/** A grant that is in force: what it lets one do, and where. */
export const HeldGrant = z.object({
  id: z.string(),
  role: RoleName,
  actions: z.array(ActionName),
  scope: GrantScope,
  /** The team through which it is held; null when it was given to the person. */
  team: z.string().nullable(),
  expiresAt: z.string().nullable(),
});
export type HeldGrant = z.infer<typeof HeldGrant>;

/** All that someone may do at this moment. */
export const Rights = z.array(HeldGrant);
export type Rights = z.infer<typeof Rights>;
