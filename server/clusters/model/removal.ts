import { z } from 'zod';
import { ClusterByName } from './cluster';

export const Removal = ClusterByName.extend({
  /** The name once more. */
  confirm: z.string().max(63),
  /** Also removes the roles and bindings that the hub wrote into the member. */
  withdraw: z.boolean().default(false),
});

export const RemovalPreview = z.object({
  leavesBehind: z.array(z.string()),
  /** Roles and bindings of people; null where the member does not say how many. `selector`: as kubectl's `-l`. */
  access: z.object({ count: z.int().nullable(), selector: z.string() }),
});
