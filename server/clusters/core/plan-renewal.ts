import { type MintingState, OVERDUE_AT } from '../model/minting';

/** Of a token in use, by the hub's clock. */
export type Life = { mintedAt: Date; expiresAt: Date };

/** What is asked for; a member may give less (`--service-account-max-token-expiration`). */
export const ASKED_SECONDS = 86_400;
const RENEWED_AT = 2 / 3;
/** So that a fleet that was registered at once is not renewed at once. */
const SPREAD = 1 / 10;
const MINUTE = 60_000;
const RETRY_MS: Record<Exclude<MintingState, 'minted'>, number> = {
  failed: 2 * MINUTE,
  'may-not': 60 * MINUTE,
  'not-an-account': 24 * 60 * MINUTE,
};

const at = ({ mintedAt, expiresAt }: Life, part: number) =>
  new Date(mintedAt.getTime() + (expiresAt.getTime() - mintedAt.getTime()) * part);

/** When a token is renewed: at two thirds of its life, less up to a tenth of it. `jitter` from 0 to 1. */
export const planRenewal = (life: Life, jitter: number): Date => at(life, RENEWED_AT - SPREAD * jitter);

/** When an attempt that came to nothing is made again. */
export const planRetry = (state: Exclude<MintingState, 'minted'>, now: Date): Date =>
  new Date(now.getTime() + RETRY_MS[state]);

/** From when on a successor may be there. */
export const mayHaveSuccessor = (life: Life, now: Date): boolean => now >= at(life, RENEWED_AT - SPREAD);

export const isOverdue = (life: Life, now: Date): boolean => now >= at(life, OVERDUE_AT);
