import { z } from 'zod';
import { Instant } from '~/server/clusters/model/names';
import { TeamName } from './team';

/** Stands in addresses, and as the source of memberships; `hub` is the source of those that were made here. */
export const ProviderName = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, 'small letters, digits and dashes; begins and ends with a letter or digit')
  .refine(
    (name) => !['hub', 'link', 'password', 'invitation', 'local', 'kubectl'].includes(name),
    'this name has a meaning of its own',
  );

/** An issuer as discovery knows it: https, and nothing that is not compared. */
const Issuer = z
  .url({ protocol: /^https$/, error: 'must be https://…' })
  .max(500)
  .refine((text) => !/[?#@\s]/.test(text), 'without user, query and fragment');

/** PEM that is trusted instead of the system's roots. */
const Authority = z
  .string()
  .max(20_000)
  .startsWith('-----BEGIN CERTIFICATE-----', 'is not a PEM certificate')
  .nullable()
  .default(null);

/** The secret is written, never read: absent leaves the one that is kept. */
export const ProviderInput = z.strictObject({
  name: ProviderName,
  label: z.string().trim().min(1).max(60),
  issuer: Issuer,
  clientId: z.string().trim().min(1).max(300),
  clientSecret: z.string().min(1).max(1000).optional(),
  authority: Authority,
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

/** A key by which the provider proves what it says, without the key itself. */
export const ProviderKey = z.object({ id: z.string(), kind: z.string(), algorithm: z.string() });
export type ProviderKey = z.infer<typeof ProviderKey>;

/** `issuer`: it calls itself another; `answer`: what it says is no discovery; `keys`: it shows none that prove anything. */
export const PROVIDER_STATES = ['ok', 'unreachable', 'issuer', 'answer', 'keys'] as const;

/** What a try at a provider came to; `detail` is what the other side said, in its own words. */
export const ProviderLook = z.object({
  state: z.enum(PROVIDER_STATES),
  detail: z.string(),
  keys: z.array(ProviderKey),
});
export type ProviderLook = z.infer<typeof ProviderLook>;
export const ProviderHealth = ProviderLook.extend({ at: Instant });
export type ProviderHealth = z.infer<typeof ProviderHealth>;

/** `name`: of the provider that is kept, whose health it is when issuer and authority are the kept ones. */
export const ProviderTest = z.strictObject({ name: ProviderName.optional(), issuer: Issuer, authority: Authority });
export type ProviderTest = z.infer<typeof ProviderTest>;

export const ProviderRow = z.object({
  ...ProviderInput.omit({ clientSecret: true }).shape,
  hasSecret: z.boolean(),
  /** Null: nobody has tried since it is what it is. */
  health: ProviderHealth.nullable(),
});
export type ProviderRow = z.infer<typeof ProviderRow>;
export const ProviderByName = z.strictObject({ name: ProviderName });

/** Why nobody was signed in: what our page says a sentence about. */
export const OIDC_REFUSALS = ['state', 'denied', 'token', 'claims', 'unreachable', 'disabled'] as const;
export type OidcRefusal = { code: (typeof OIDC_REFUSALS)[number]; detail: string };
