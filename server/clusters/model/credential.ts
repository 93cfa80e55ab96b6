import { z } from 'zod';
import { Instant } from './names';
import { Scope } from './scope';
import { SearchText, tableInput, tablePage } from './table';

/** `none`: an agent in the member adds its own, and the hub holds nothing that opens it. */
export const CREDENTIAL_KINDS = ['none', 'token', 'client-certificate'] as const;

/** What the hub holds of one member, without what would open it. */
export const CredentialRow = z.object({
  cluster: z.string(),
  kind: z.enum(CREDENTIAL_KINDS),
  /** Whom the member says it is. */
  identity: z.string().nullable(),
  addedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
});
export type CredentialRow = z.infer<typeof CredentialRow>;

export const CredentialListInput = tableInput(
  ['cluster', 'kind', 'addedAt', 'expiresAt', 'lastUsedAt'],
  z.strictObject({ text: SearchText.optional(), scope: Scope.optional() }),
);
export const CredentialPage = tablePage(CredentialRow);
