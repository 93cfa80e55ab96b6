import { z } from 'zod';
import { Owner, TitleText } from './rule';

export const CHANNEL_KINDS = ['webhook', 'slack', 'email'] as const;
export const ChannelKind = z.enum(CHANNEL_KINDS);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** Whoever knows the path of a webhook may post to it: it is written, and never shown again. */
const WebhookUrl = z.string().max(2048);
const CertificateAuthority = z.string().max(65_536).nullable().default(null);
const Host = z
  .string()
  .max(253)
  .regex(/^([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?|[0-9a-fA-F:]+)$/, 'a host name or an address, without a port');
const Mailbox = z.email('not an e-mail address').max(254);

/** `tls`: from the first byte (465), `starttls`: before anything is said (587). Nothing is ever sent without it. */
export const MailServer = z.strictObject({
  host: Host,
  port: z.int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls']),
  user: z.string().max(254).nullable().default(null),
  from: Mailbox,
  to: z.array(Mailbox).min(1, 'at least one address').max(50),
});
export type MailServer = z.infer<typeof MailServer>;

/** Signing keys and passwords are absent where the ones that are kept shall stay. */
const Target = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('webhook'),
    url: WebhookUrl.optional(),
    signingKey: z.string().min(16, 'at least 16 characters').max(1024).optional(),
  }),
  z.strictObject({ kind: z.literal('slack'), url: WebhookUrl.optional() }),
  z.strictObject({ kind: z.literal('email'), server: MailServer, password: z.string().max(1024).optional() }),
]);

/** Without an id it is a new one. A channel stays with its team. */
export const ChannelInput = z.strictObject({
  id: z.uuid().nullable().default(null),
  name: TitleText,
  team: Owner,
  target: Target,
  certificateAuthority: CertificateAuthority,
});
export type ChannelInput = z.infer<typeof ChannelInput>;

/** What may be known of a channel: where it leads, never what opens it. */
export const ChannelRow = z.object({
  id: z.string(),
  name: TitleText,
  team: Owner,
  kind: ChannelKind,
  /** The origin of a webhook; the addresses of an e-mail. */
  leadsTo: z.string(),
  server: MailServer.nullable(),
  certificateAuthority: z.string().nullable(),
  rules: z.int(),
  editable: z.boolean(),
});
export type ChannelRow = z.infer<typeof ChannelRow>;
