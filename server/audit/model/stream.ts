import { z } from 'zod';
import { Instant } from '~/server/clusters/model/names';

/** Whether the record reaches its receiver: how many entries wait, and what stood in the way the last time. */
export const StreamState = z.object({
  /** `stdout`, or the host of a webhook; null: the record is sent nowhere. */
  receiver: z.string().nullable(),
  waiting: z.int(),
  failures: z.int(),
  lastError: z.string(),
  nextAt: Instant.nullable(),
  sentAt: Instant.nullable(),
});
export type StreamState = z.infer<typeof StreamState>;
