import { z } from 'zod';
import { Instant } from '~/server/clusters/model/names';

/** A machine's account in a list; `owner` null: the fleet's administrators look after it. */
export const MachineRow = z.object({
  id: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  disabled: z.boolean(),
  /** Tokens that live, when the next of them ends, and when any of them was last used. */
  tokens: z.int(),
  nextEnd: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  createdAt: Instant,
  /** Whether who asks looks after it. */
  manageable: z.boolean(),
});
export type MachineRow = z.infer<typeof MachineRow>;
