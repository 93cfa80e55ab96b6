import { z } from 'zod';
import { CREDENTIAL_KINDS } from './cluster';
import { Minting } from './minting';
import { Instant } from './names';
import { Scope } from './scope';
import { SearchText, tableInput, tablePage } from './table';

/** `none`: an agent in the member adds its own, and the hub holds nothing that opens it. `minted`: a token of short life. */
const HELD_KINDS = ['none', 'minted', ...CREDENTIAL_KINDS] as const;

/** What the hub holds of one member, without what would open it. */
export const CredentialRow = z.object({
  cluster: z.string(),
  kind: z.enum(HELD_KINDS),
  /** Whom the member says it is. */
  identity: z.string().nullable(),
  addedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  minting: Minting.nullable(),
});
export type CredentialRow = z.infer<typeof CredentialRow>;

export const CredentialListInput = tableInput(
  ['cluster', 'kind', 'addedAt', 'expiresAt', 'lastUsedAt'],
  z.strictObject({ text: SearchText.optional(), scope: Scope.optional() }),
);
export const CredentialPage = tablePage(CredentialRow);
