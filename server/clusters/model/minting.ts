import { z } from 'zod';
import { Instant } from './names';

/**
 * What the last attempt to mint a token of short life came to. `not-an-account`: the credential is no service account's;
 * `may-not`: the member does not let it mint for itself; `failed`: the member did not answer, or refused, with its own words.
 */
export const MINTING_STATES = ['minted', 'not-an-account', 'may-not', 'failed'] as const;
export type MintingState = (typeof MINTING_STATES)[number];

/** Of the credential that was given first: it is kept, goes with the next renewal, or is gone. */
export const FIRST_STATES = ['kept', 'going', 'gone'] as const;

/** What a service account is called in its member. */
export type ServiceAccount = { namespace: string; name: string };

/** The part of a token's life at which a renewal is overdue: half of what was left for it is gone, and a person is told. */
export const OVERDUE_AT = 5 / 6;

/** What lets a service account mint tokens of its own, for its member's administrator: a Role and its binding. */
export function mintCommand({ namespace, name }: ServiceAccount): string {
  const [role, inside] = ['portolan-token', `-n ${namespace}`];
  return [
    `kubectl ${inside} create role ${role} --verb=create --resource=serviceaccounts/token --resource-name=${name}`,
    `kubectl ${inside} create rolebinding ${role} --role=${role} --serviceaccount=${namespace}:${name}`,
  ].join(' && ');
}

/** What may be known of the token that the hub mints for itself in a member. */
export const Minting = z.object({
  state: z.enum(MINTING_STATES),
  detail: z.string(),
  account: z.object({ namespace: z.string(), name: z.string() }).nullable(),
  triedAt: Instant,
  /** When it is minted or tried next. */
  dueAt: Instant,
  /** Of the token in use; null while there is none. */
  mintedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  /** Whether the hub speaks with it: it lives, or there is no other. */
  inUse: z.boolean(),
  first: z.enum(FIRST_STATES),
});
export type Minting = z.infer<typeof Minting>;
