import { z } from 'zod';
import { SearchText } from '~/server/clusters/model/table';
import { TimeZone } from '~/server/clusters/model/wall-clock';
import { UNREACHABLE_REASONS } from '~/server/kernel/failure';
import { ChannelKind } from './channel';
import { NotificationEvent } from './event';
import { Language } from './rule';

/** What is told at once: what is new, and what has ended. */
export const Message = z.object({
  /** The rule that tells; null for a test. */
  rule: z.string().nullable(),
  team: z.string().nullable(),
  language: Language,
  timeZone: TimeZone,
  began: z.array(NotificationEvent),
  ended: z.array(NotificationEvent),
});
export type Message = z.infer<typeof Message>;

/** Why a message did not arrive. The receiver's own words are not kept: they may be anyone's. */
export const DELIVERY_FAULTS = [...UNREACHABLE_REASONS, 'status', 'refused-login', 'refused-mail'] as const;
export const DeliveryFault = z.enum(DELIVERY_FAULTS);
export type DeliveryFault = z.infer<typeof DeliveryFault>;

/** What became of one attempt. `status`: the receiver's, of HTTP or SMTP, where it gave one. */
export const Sent = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), status: z.int().nullable() }),
  z.object({ ok: z.literal(false), fault: DeliveryFault, status: z.int().nullable() }),
]);
export type Sent = z.infer<typeof Sent>;

export const DELIVERY_STATES = ['waiting', 'delivered', 'given-up'] as const;

/** One line of the log: which rule told through which channel, and how it went; not of what, which others may not see. */
export const DeliveryRow = z.object({
  id: z.string(),
  rule: z.string(),
  team: z.string().nullable(),
  channel: z.string(),
  channelKind: ChannelKind,
  began: z.int(),
  ended: z.int(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  fault: DeliveryFault.nullable(),
  status: z.int().nullable(),
  createdAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
  nextAt: z.iso.datetime().nullable(),
});
export type DeliveryRow = z.infer<typeof DeliveryRow>;

export const DeliveryListInput = z.strictObject({
  states: z.array(z.enum(DELIVERY_STATES)).max(3).optional(),
  /** Part of the name of a rule or channel. */
  text: SearchText.optional(),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(500).default(100),
});
export type DeliveryListInput = z.infer<typeof DeliveryListInput>;
export const DeliveryPage = z.object({ rows: z.array(DeliveryRow), total: z.int() });
export type DeliveryPage = z.infer<typeof DeliveryPage>;
