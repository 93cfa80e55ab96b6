import { z } from 'zod';
import { TeamName } from './team';

/** Stands in addresses, and as the source of memberships; `hub` is the source of those that were made here. */
export const ProviderName = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, 'small letters, digits and dashes; begins and ends with a letter or digit')
  .refine(
    (name) => !['hub', 'link', 'password', 'invitation', 'local'].includes(name),
    'this name has a meaning of its own',
  );

/** An issuer as discovery knows it: https, and nothing that is not compared. */
const Issuer = z
  .url({ protocol: /^https$/, error: 'must be https://…' })
  .max(500)
  .refine((text) => !/[?#@\s]/.test(text), 'without user, query and fragment');

/** The secret is written, never read: absent leaves the one that is kept. */
export const ProviderInput = z.strictObject({
  name: ProviderName,
  label: z.string().trim().min(1).max(60),
  issuer: Issuer,
  clientId: z.string().trim().min(1).max(300),
  clientSecret: z.string().min(1).max(1000).optional(),
  /** PEM that is trusted instead of the system's roots. */
  authority: z
    .string()
    .max(20_000)
    .startsWith('-----BEGIN CERTIFICATE-----', 'is not a PEM certificate')
    .nullable()
    .default(null),
  scopes: z
    .string()
    .max(300)
    .regex(/^openid( [\x21\x23-\x5b\x5d-\x7e]+)*$/, 'begins with openid')
    .default('openid profile email'),
  groupsClaim: z.string().trim().min(1).max(100).default('groups'),
  groups: z.record(z.string().min(1).max(256), TeamName).default({}),
  enabled: z.boolean().default(true),
});
export type ProviderInput = z.infer<typeof ProviderInput>;

export const ProviderRow = z.object({
  ...ProviderInput.omit({ clientSecret: true }).shape,
  hasSecret: z.boolean(),
});
export type ProviderRow = z.infer<typeof ProviderRow>;
export const ProviderByName = z.strictObject({ name: ProviderName });

/** Why nobody was signed in: what our page says a sentence about. */
export const OIDC_REFUSALS = ['state', 'denied', 'token', 'claims', 'unreachable', 'disabled'] as const;
export type OidcRefusal = { code: (typeof OIDC_REFUSALS)[number]; detail: string };
