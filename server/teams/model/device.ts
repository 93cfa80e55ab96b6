import { z } from 'zod';
import { Instant } from '~/server/clusters/model/names';
import { PersonName } from './person';

/** What a machine calls itself; nobody has checked it. */
export const MachineName = PersonName;

/** A user code as someone types it: in small letters, without its dash, with blanks. What it is not is found nowhere. */
export const UserCodeText = z.string().trim().min(1).max(40);

export const DeviceByCode = z.strictObject({ code: UserCodeText });
export const DeviceDecision = z.strictObject({ code: UserCodeText, allow: z.boolean() });

const TooMany = z.object({ state: z.literal('too-many'), retryAfterSeconds: z.int() });
/** No machine waits with this code: it was never one, was decided on, or its time is over. Which of it is not told. */
const Unknown = z.object({ state: z.literal('unknown') });

/** Who asks with a code to sign in as the person. */
export const DeviceLook = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('waiting'),
    /** As the machine shows it. */
    code: z.string(),
    machine: z.string(),
    address: z.string(),
    /** Whether it asked from the network in which its person is now; null: that cannot be told. */
    isNear: z.boolean().nullable(),
    askedAt: Instant,
    expiresAt: Instant,
  }),
  Unknown,
  TooMany,
]);
export type DeviceLook = z.infer<typeof DeviceLook>;

export const DeviceDecided = z.discriminatedUnion('state', [
  z.object({ state: z.literal('decided'), machine: z.string() }),
  Unknown,
  TooMany,
]);
export type DeviceDecided = z.infer<typeof DeviceDecided>;
